"""Studies by the name of their file: which format it is, and where its second half lies."""

from pathlib import Path

from msgspec import Struct

from weighin.errors import Missing, UnknownContainer
from weighin.reading.sources.files import bytes_of_file
from weighin.weighing.cooke.anduryl import read_anduryl, write_anduryl
from weighin.weighing.cooke.excalibur import StudyRead, read_excalibur, write_excalibur
from weighin.weighing.cooke.study import Study

KNOWN = ".dtt (EXCALIBUR, with the .rls file of the same name beside it) and .json (Anduryl)"


class StudyFiles(Struct, frozen=True, kw_only=True):
    """A study as files that the caller may write, with what they could not hold."""

    files: dict[Path, bytes]
    warnings: tuple[str, ...] = ()


def read_study(path: Path) -> StudyRead:
    """Read a study from EXCALIBUR's or Anduryl's files. Endings count in any case, and either of EXCALIBUR's two may be named.

    Raises:
        UnknownContainer: the ending is none of those known, which the error lists. Missing: there is no such file.
        BadJudgements: what is in it is wrong; names the line or the place.
    """
    match path.suffix.lower():
        case ".dtt" | ".rls":
            judgements = _beside(path, ".dtt")
            if judgements is None:
                msg = f"{path}: there is no .dtt file beside it, which holds the judgements"
                raise Missing(msg)
            realisations = _beside(path, ".rls")
            return read_excalibur(
                bytes_of_file(judgements), None if realisations is None else bytes_of_file(realisations)
            )
        case ".json":
            return read_anduryl(bytes_of_file(path))
    raise _unknown(path)


def files_of(study: Study, path: Path) -> StudyFiles:
    """The files that hold a study in the format that the ending of the name asks for.

    Raises:
        UnknownContainer: the ending is none of those known. BadJudgements: a value that the format cannot hold.
    """
    match path.suffix.lower():
        case ".dtt" | ".rls":
            written = write_excalibur(study)
            files = {path.with_suffix(".dtt"): written.dtt, path.with_suffix(".rls"): written.rls}
            return StudyFiles(files=files, warnings=written.warnings)
        case ".json":
            return StudyFiles(files={path: write_anduryl(study)})
    raise _unknown(path)


def _beside(path: Path, suffix: str) -> Path | None:
    """The file of the same name with this ending, in whatever case; the one that was named where it is that itself."""
    if path.suffix.lower() == suffix:
        return path
    try:
        there = sorted(path.parent.iterdir())
    except OSError:
        return None
    return next((other for other in there if other.stem == path.stem and other.suffix.lower() == suffix), None)


def _unknown(path: Path) -> UnknownContainer:
    return UnknownContainer(
        str(path), f"a study is known by its ending, and {path.suffix or 'none'} is not one of {KNOWN}"
    )
