"""What the screens of a workshop show."""
