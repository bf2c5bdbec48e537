"""What must hold when things go wrong: `make torture` runs each module here and prints one line of figures for each."""
