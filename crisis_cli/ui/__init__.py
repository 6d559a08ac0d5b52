"""What is seen: plain rows first, then the board, plain lines, JSON and the report made of them."""
