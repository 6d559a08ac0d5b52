"""Statement templates: rendered in a child process, and looked at without rendering."""
