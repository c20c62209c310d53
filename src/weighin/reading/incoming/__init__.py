"""Letters that come in: what each is, whose it says it is, and which of our letters it speaks of. What stands in them is hostile until shown otherwise."""
