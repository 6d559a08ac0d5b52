"""What stands behind `crisis publish`, `channels` and `freeze`: accounts, and what goes out by them."""
