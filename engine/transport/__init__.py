"""Musical time: where the beat is, which frame it falls on, and which events are due."""
