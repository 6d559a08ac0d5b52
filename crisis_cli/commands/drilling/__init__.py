"""What stands behind `crisis drill`: how one begins, plays itself, and is told apart from the others."""
