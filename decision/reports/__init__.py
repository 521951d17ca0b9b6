"""Results out: drawings, PDF, records and exports. HTML arrives here already rendered."""
