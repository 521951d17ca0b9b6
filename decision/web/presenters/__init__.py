"""What pages show, worked out from answers and catalog: plain values for the templates."""
