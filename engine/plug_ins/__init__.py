"""Module types that players write in Python: what such a file says, and how it is read."""
