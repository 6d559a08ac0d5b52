"""Where it is kept: one chain and one codec, in memory or in a file."""
