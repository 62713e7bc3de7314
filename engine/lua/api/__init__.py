"""What a script can say: one table of functions, which feeds the runtime, completion, call tips, help and tests."""
