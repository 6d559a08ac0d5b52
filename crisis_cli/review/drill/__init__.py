"""A drill that followed a scenario, looked back at: its objectives, what happened to the team, what to improve."""
