"""What can be checked later: canonical bytes, receipts, the sealed tree, the journal, and their verification."""
