"""The Code shell: Lua scripts in an editor, run by a key, with mistakes shown at their lines."""
