"""Lines of the command shell: what each verb asks for, and what it answers."""
