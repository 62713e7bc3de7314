"""What modules exist, as data: their ports and their parameters with type, range, unit and default."""
