"""Editions: publishing a round-up, serving what was published, withdrawing it."""
