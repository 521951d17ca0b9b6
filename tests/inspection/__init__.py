"""What files say of a system."""
