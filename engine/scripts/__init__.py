"""Scripts at work: one supervised process each. What stands here is what both sides say to each other."""
