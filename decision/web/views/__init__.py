"""One module per folder of templates; a view reads, calls one action, and answers."""
