"""How it moves: an intent is decided into events, a timer is an intent too, and nothing here reads the time."""
