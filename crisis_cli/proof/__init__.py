"""When at the latest: the worst moment of every promise, from any state of a run."""
