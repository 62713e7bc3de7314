"""Events and their handlers: what can happen, who is told of it, in which order, and what comes of that. No I/O."""
