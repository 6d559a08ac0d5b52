"""What stands behind `crisis check`, `validate` and `prove`: the files, and what is asked of each."""
