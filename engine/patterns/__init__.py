"""Patterns as values: step grids, and cycles of events as Tidal and Strudel have them, in exact time."""
