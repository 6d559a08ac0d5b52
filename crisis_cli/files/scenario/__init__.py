"""A scenario file: the table of its fields, and what it names in its playbook."""
