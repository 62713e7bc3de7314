"""What is wrong with a script for certain though it compiles: rules on its syntax. Nothing runs, nothing is guessed."""
