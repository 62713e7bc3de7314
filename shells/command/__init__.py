"""The Command shell: a prompt with history and completion that answers every line."""
