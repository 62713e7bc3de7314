"""The pieces that shells are built from: each shows one thing and reports what was done to it."""
