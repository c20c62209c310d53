"""The survey's life as rules without a database: when a round-up is open, what an answer may be, what it becomes in the record."""
