"""Bytes of a file that somebody named: never more than is read, and never a wait for a pipe or a device."""

import os
import stat
from pathlib import Path

from weighin.errors import EmptySource, Missing, TooLarge, Unreadable
from weighin.reading.sources.limits import MOST_BYTES

_WITHOUT_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)


def bytes_of_file(path: Path, *, most: int = MOST_BYTES) -> bytes:
    """The whole of a file, of at most so many bytes.

    Raises:
        Missing: there is none (any more). EmptySource, TooLarge: nothing or too much in it.
        Unreadable: a folder, a pipe, a device, a link that leads in a circle, or not ours to read.
    """
    called = str(path)
    try:
        # opened first and asked afterwards, so that it cannot become something else in between
        number = os.open(path, os.O_RDONLY | _WITHOUT_WAITING)
        with os.fdopen(number, "rb") as file:
            kind = os.fstat(file.fileno()).st_mode
            if stat.S_ISREG(kind):
                data = file.read(most + 1)
            else:
                raise Unreadable(called, "this is a pipe or a device and no file; give it on standard input, as -")
    except FileNotFoundError as error:
        msg = f"{path}: there is no such file or folder (any more); a web address begins with http:// or https://, and - is standard input"
        raise Missing(msg) from error
    except NotADirectoryError as error:
        msg = f"{path}: a file stands where a folder is named"
        raise Missing(msg) from error
    except ValueError as error:
        msg = f"{path!r}: no file can have such a name"
        raise Missing(msg) from error
    except IsADirectoryError as error:
        raise Unreadable(called, "this is a folder; give one file of it") from error
    except OSError as error:
        raise Unreadable(called, f"the file cannot be opened ({error.strerror})") from error
    if len(data) > most:
        what = "article" if most == MOST_BYTES else "table"
        raise TooLarge(called, f"larger than {most // 1_000_000} MB, which no {what} is")
    if not data:
        raise EmptySource(called, "there is nothing in it")
    return data
