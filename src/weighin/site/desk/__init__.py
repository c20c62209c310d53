"""The desk: what an outlet's members see of their round-ups, and the state of each."""
