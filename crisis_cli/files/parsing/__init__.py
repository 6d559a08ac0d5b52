"""Bytes to a tree that keeps every place, and the findings of what no YAML here may hold."""
