"""`weighin cooke`: experts weighed by how they did on questions whose answers are known."""

from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated

import typer

from weighin.cli.examples import examples
from weighin.cli.outputs import Plot, draw, print_json, require_endings, say, write_result
from weighin.errors import UnknownContainer
from weighin.weighing.kinds import Weights

if TYPE_CHECKING:
    from weighin.weighing.cooke.excalibur import StudyRead
    from weighin.weighing.cooke.report import CookeReport
    from weighin.weighing.cooke.study import Study

EXAMPLES = examples(
    "weighin cooke study.dtt                              scores and the optimised decision maker",
    "weighin cooke record.json                            the seed questions of a round-up, and its other questions by them",
    "weighin cooke study.json --weights item --cutoff 0.05",
    "weighin cooke study.dtt --robustness --out cooke.csv without each item, without each expert",
    "weighin cooke study.dtt --out study.json             from EXCALIBUR to Anduryl, or back",
    "weighin cooke study.dtt --plot study.html            every range, and what came true",
)
STUDIES = {".dtt", ".rls", ".json"}
TABLES = {".csv", ".parquet"}


def cooke(
    source: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="A record with seed questions (.json), a study (EXCALIBUR's .dtt with the .rls beside it, Anduryl's .json), or - for standard input.",
            show_default=False,
        ),
    ],
    weights: Annotated[Weights, typer.Option(help="Where the weights come from.")] = Weights.GLOBAL,
    cutoff: Annotated[
        float | None,
        typer.Option(metavar="X", help="The statistical accuracy that an expert must reach.", show_default="optimised"),
    ] = None,
    optimise: Annotated[
        bool, typer.Option(help="Find the cut-off that makes the decision maker best; else everybody counts.")
    ] = True,
    overshoot: Annotated[float, typer.Option(help="How far the range goes beyond all values, as a share.")] = 0.1,
    power: Annotated[float, typer.Option(help="Calibration power; below 1 experts are told apart less sharply.")] = 1.0,
    robustness: Annotated[
        bool, typer.Option("--robustness", help="Also the decision maker without each item and each expert.")
    ] = False,
    together: Annotated[int, typer.Option(min=1, help="How many are left out together.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write the result to FILE.csv or FILE.parquet; the study itself to FILE.dtt (with .rls) or FILE.json.",
            show_default=False,
        ),
    ] = None,
    plot: Plot = None,
) -> None:
    """Cooke's classical model: score experts on seed items, and combine them into a decision maker.

    Of a record the questions count that ask for quantities or dates; those whose true value the editors knew are the seed items. What has no
    seed item can only be combined with equal or given weights.
    """
    from weighin.weighing.cooke.report import report_study  # SciPy: not for --help
    from weighin.weighing.cooke.settings import Settings

    if out and out.suffix.lower() not in STUDIES | TABLES:
        reason = f"{out.suffix or 'no ending'} is not known; a study is written to .dtt or .json, a result to .csv or .parquet"
        raise UnknownContainer(str(out), reason)
    require_endings(None, plot)
    read = _study_named(source)
    source = "standard input" if source == "-" else PurePath(source).name
    by_performance = weights in {Weights.GLOBAL, Weights.ITEM}
    settings = Settings(
        weights=weights,
        cut_off=cutoff if cutoff is not None or optimise or not by_performance else 0.0,
        overshoot=overshoot,
        calibration_power=power,
    )
    say(read.warnings)
    if out and out.suffix.lower() in STUDIES:
        _convert(read.study, out)
        return
    report = report_study(read.study, settings, robustness=robustness, together=together)
    _write(report, source, as_json=as_json, out=out)
    say(report.warnings)
    if plot:
        from weighin.publishing.figures.studies import figure_of_study  # only where something is drawn

        draw(plot, lambda: figure_of_study(report, title=f"Cooke’s classical model: {source}"))


def _study_named(source: str) -> "StudyRead":
    from weighin.weighing.cooke.files import read_study

    if source != "-" and PurePath(source).suffix.lower() != ".json":
        return read_study(Path(source))
    from weighin.cli.sources import bytes_named
    from weighin.weighing.cooke.anduryl import read_anduryl
    from weighin.weighing.cooke.excalibur import read_excalibur

    typed = bytes_named(source).data
    if b'"panel"' in typed and b'"assessments"' not in typed[:200_000]:
        return _study_in_record(typed)
    return read_anduryl(typed) if typed.lstrip()[:1] == b"{" else read_excalibur(typed, None)


def _study_in_record(data: bytes) -> "StudyRead":
    from weighin.record.codec import decode_record
    from weighin.weighing.cooke.excalibur import StudyRead
    from weighin.weighing.cooke.records import study_of_record

    found = study_of_record(decode_record(data))
    return StudyRead(study=found.study, warnings=found.warnings)


def _convert(study: "Study", out: Path) -> None:
    from weighin.weighing.cooke.files import files_of
    from weighin.writing import write_whole

    written = files_of(study, out)
    for path, content in written.files.items():
        write_whole(path, content)
        typer.echo(f"wrote {path}", err=True)
    say(written.warnings)


def _write(report: "CookeReport", source: str, *, as_json: bool, out: Path | None) -> None:
    from weighin.cli.weighed import rows_of  # Rich: only where there is something to show
    from weighin.weighing.cooke.report import cooke_columns

    plain = {
        "source": source,
        "settings": report.settings.plain(),
        "rows": rows_of(cooke_columns(report)),
        "warnings": report.warnings,
    }
    if out:
        write_result(out, plain, cooke_columns(report))
    if as_json:
        print_json(plain)
    elif not out:
        from weighin.cli.weighed_studies import print_study  # Rich: only where somebody reads a table

        print_study(report, source)
