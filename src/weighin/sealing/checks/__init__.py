"""The single checks that `verify` puts together: of answers and the seal, of the journal, of what was published."""
