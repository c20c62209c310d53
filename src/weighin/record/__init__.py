"""What is known: frozen types, the format, its rules and its schema, and what may be disclosed to whom."""
