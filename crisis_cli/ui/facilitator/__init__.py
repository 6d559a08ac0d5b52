"""The facilitator's board: what is coming to the team in a drill, and the keys that change it. Not for players."""
