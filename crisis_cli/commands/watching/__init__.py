"""What stands behind `crisis watch`: where mentions come from, what is shown, who is told."""
