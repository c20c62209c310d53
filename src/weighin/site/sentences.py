"""An error as a sentence on a page: errors begin small and end without a stop, as they do after a colon on a command line."""


def sentence(error: Exception | str) -> str:
    """The same words with a capital and a full stop."""
    words = str(error)
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."
