"""Django's backend for SQLite, with a queue at the door for those who write."""
