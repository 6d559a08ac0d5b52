"""What stands behind `crisis keep`, `team` and `oncall`: who is paged, by whom, and by which file."""
