"""Scripts at work: one supervised process each, their runs, their live loops and what they own."""
