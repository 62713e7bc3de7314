"""What moves parameters: modulators, the cables that lead from them, and what those come to at their ends."""
