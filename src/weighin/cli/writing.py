"""Files that are either whole or not there."""

import os
import tempfile
from pathlib import Path

from weighin.errors import Missing, Unreadable


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees half of it.

    Raises:
        Missing: the folder is not there. Unreadable: it cannot be written to.
    """
    if not path.parent.is_dir():
        msg = f"{path.parent}: there is no such folder to write {path.name} into; make it first"
        raise Missing(msg)
    try:
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(beside).chmod(0o644)
            Path(beside).replace(path)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise Unreadable(str(path), f"it cannot be written ({error.strerror})") from error
