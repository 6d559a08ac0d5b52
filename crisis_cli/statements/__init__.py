"""What is said: stock phrases, what a text must hold, facts against text, gaps, channels and their limits."""
