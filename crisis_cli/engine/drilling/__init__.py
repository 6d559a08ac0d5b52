"""A drill with a scenario: its clock, its rules, what happens to the team, what the tool plays, who runs it."""
