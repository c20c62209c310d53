"""Files that are either whole or not there."""

import os
import tempfile
from pathlib import Path

from weighin.errors import Missing, NotWritable

_EVERYBODY_READS = 0o666  # less what the umask takes away, as of any new file


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees half of it.

    Raises:
        Missing: the folder is not there. NotWritable: it, or the file, cannot be written to.
    """
    if not path.parent.is_dir():
        msg = f"{path.parent}: there is no such folder to write {path.name} into; make it first"
        raise Missing(msg)
    try:
        number, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(number, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(beside).chmod(_EVERYBODY_READS & ~_umask())
            Path(beside).replace(path)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
    except OSError as error:
        msg = f"{path}: it cannot be written ({error.strerror})"
        raise NotWritable(msg) from error


def _umask() -> int:
    mask = os.umask(0)  # the system tells it only by setting it
    os.umask(mask)
    return mask
