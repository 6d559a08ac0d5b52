"""A playbook file: the table of its fields, what no field sees alone, and the Playbook made from it."""
