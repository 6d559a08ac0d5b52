"""A channels file: the table of its fields, what no field sees alone, and the Channels made from it."""
