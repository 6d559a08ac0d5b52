"""What a watch shows: alerts in words and as JSON, the live picture, the table of a replay."""
