"""The own side of a script, in its worker process: its Lua, its loops, tasks and handlers, and what they do."""
