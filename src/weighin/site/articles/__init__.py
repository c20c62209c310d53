"""Articles: reading one in, reviewing what was read beside its source, correcting it."""
