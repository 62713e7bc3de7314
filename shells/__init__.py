"""The Qt side: shells show snapshots and send commands, and own no music."""
