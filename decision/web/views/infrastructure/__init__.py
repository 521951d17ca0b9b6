"""Pages of a team's infrastructure files."""
