"""A watch file: the table of its fields, and what no field sees alone."""
