"""An asked round-up from its opening to its record: who stands where, more time, the close, the seal, edits, the record."""
