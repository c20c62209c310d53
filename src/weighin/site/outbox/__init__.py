"""The letters of a round-up: drafts to read and change, what was sent off, and what the mail server said."""
