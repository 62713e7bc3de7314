"""The headless instrument: owns all state and all sound, and imports no Qt."""
