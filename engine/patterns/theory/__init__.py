"""Notes, scales and chords as tables, and the few functions that read them."""
