"""The people whom an outlet asks, over many round-ups: who they are, how that is known, and what is kept about each."""
