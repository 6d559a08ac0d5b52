"""Who is told: pages and posts. Until a team says how to reach people, pages go to the boards."""
