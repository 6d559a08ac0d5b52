"""What is good: one file a rule, named like the rule; its page of help lies in `pages/`."""
