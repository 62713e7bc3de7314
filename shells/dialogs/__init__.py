"""Windows over the window: the palette of actions, the page of keys, the list of problems."""
