"""What stands below the help of each command."""

EXIT_CODES = {
    0: "done",
    1: "an error of the program itself",
    2: "the command line is wrong, or what is to be verified cannot be read",
    3: "not a round-up",
    4: "a bad record, or judgements that cannot be",
    5: "a source that cannot be read",
    6: "an address that cannot be fetched",
    7: "not there",
    8: "a correction that does not fit the record",
    9: "something is in the way: a port in use, a file that may not be written",
    10: "what was verified disagrees",
    130: "stopped with Ctrl-C",
}

_AS_IT_STANDS = "\b\n"  # Click fills paragraphs unless they begin so


def examples(*lines: str) -> str:
    """Lines that are shown as they stand, under the word Examples."""
    return _AS_IT_STANDS + "\n".join(["Examples:", *(f"  {line}" for line in lines)])


def exit_codes() -> str:
    """The exit codes as a list."""
    return _AS_IT_STANDS + "\n".join(
        ["Exit codes:", *(f"  {code:>3}  {meaning}" for code, meaning in EXIT_CODES.items())]
    )
