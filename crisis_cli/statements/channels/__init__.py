"""Where a statement goes: how each platform counts, what it refuses, and what it does to a text by itself."""
