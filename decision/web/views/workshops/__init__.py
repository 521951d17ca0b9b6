"""Pages of workshops: set-up, way in, and the three screens."""
