"""What pages show of a team's infrastructure files."""
