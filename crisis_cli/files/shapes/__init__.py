"""What may stand in a field: each shape reads a node by itself and says what it expected."""
