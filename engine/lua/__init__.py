"""Lua as a guarded language: the sandboxed runtime, its limits, and the functions that a script can call."""
