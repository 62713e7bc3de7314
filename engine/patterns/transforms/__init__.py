"""What can be done with patterns, by kind; each file has its functions and their rows of the table of operations."""
