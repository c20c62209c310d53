"""`python -m weighin`: the same as the command `weighin`."""

from weighin.cli.main import main

main()
