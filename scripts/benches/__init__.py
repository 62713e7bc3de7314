"""The sections of `bench.py`, one small module each."""
