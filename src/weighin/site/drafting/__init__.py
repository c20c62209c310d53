"""From a title to an open round-up: the draft, its questions, its panel."""
