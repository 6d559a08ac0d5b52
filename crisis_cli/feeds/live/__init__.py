"""Live connections: streams of platforms and feeds of the press, kept up until somebody ends the watch."""
