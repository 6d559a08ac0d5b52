"""What a board does in a drill: what comes in, the stream of posts, deciding together, one keyboard for a room."""
