"""`weighin reset-second-factor`: for a member whose device and recovery codes are lost, where no owner can help."""

from typing import Annotated

import typer

from weighin.cli.examples import examples
from weighin.cli.serve import Data, prepare

EXAMPLES = examples(
    "weighin reset-second-factor ada        the password alone signs her in until she turns it on again"
)


def reset_second_factor(
    name: Annotated[str, typer.Argument(help="The name that the member signs in with.")], data: Data = None
) -> None:
    """Take a lost device away from a member: they are signed out everywhere, and their password alone signs them in. The journal and a letter to them say so."""
    prepare(data)
    from weighin.site import start  # Django: only for the commands that need it

    member = start.reset_second_factor(name)
    typer.echo(f"The second factor of {member.name} at {member.outlet} is off; they are signed out everywhere.")
