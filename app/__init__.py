"""The composition root: reads the command line, wires engine and shells together, runs them, stops them in reverse."""
