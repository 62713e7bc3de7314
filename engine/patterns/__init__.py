"""Patterns as values: step grids and the events that they hold in a span of beats."""
