"""How much of a source is read."""

MOST_BYTES = 50_000_000
MOST_EXPANDED_BYTES = 200_000_000  # of what is packed in a DOCX
MOST_XML_BYTES = 40_000_000  # of that, what has to be parsed: a long article has half a million
MOST_PACKED_FILES = 5_000
MOST_PAGES = 400
MOST_NESTED_LETTERS = 20  # letters attached to letters attached to letters
