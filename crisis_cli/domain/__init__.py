"""What it is: the playbook and everything that happens to a run of it, as plain frozen values."""
