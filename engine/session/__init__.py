"""Sessions on disk: their format, saving and loading them, and noticing when their files change."""
