"""A team file: the table of its fields, what no field sees alone, and the Team made from it."""
