"""Answer files in, records of results out."""
