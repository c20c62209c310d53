"""All tables and nothing else, and the one door between rows and the record."""
