"""What is typed: one file a command, a plain function that returns its exit code."""
