"""What a person sees of a panel's agreement on a terminal, and what a program gets of it as JSON."""

import math

import numpy as np
from rich.console import Console
from rich.text import Text

from weighin.cli.tables import console, new_table
from weighin.cli.weighed import number, print_title, rows_of
from weighin.weighing.agreement.report import AgreementReport, agreement_columns, named_value
from weighin.weighing.judgements import Judgements
from weighin.weighing.panel_map import PanelMap, Standout

UNCLEAR, TENTATIVE, GOOD = (
    "below what Krippendorff asks for",
    "enough for tentative conclusions",
    "what Krippendorff asks for",
)


def print_agreement(report: AgreementReport, judgements: Judgements) -> None:
    """By question, over all, between rounds, groups."""
    to = console()
    rounds = f", rounds {', '.join(judgements.rounds)}" if len(judgements.rounds) > 1 else ""
    print_title(f"{judgements.source}: {len(report.experts)} experts, {len(report.questions)} questions{rounds}", to=to)
    _print_questions(report, judgements, to)
    _print_coefficients(report, to)
    if report.movement:
        _print_movement(report, to)
    if report.panel_map:
        _print_map(report, report.panel_map.value, to)


def plain_agreement(report: AgreementReport, judgements: Judgements) -> dict[str, object]:
    """Coefficients, a row a question, groups where there are any, and the warnings."""
    interval = report.alpha_interval
    whole: dict[str, object] = {
        "source": judgements.source,
        "measurement": report.measurement.value,
        "experts": report.experts,
        "alpha": report.alpha.value,
        "alpha_low": interval.low if interval else None,
        "alpha_high": interval.high if interval else None,
        "alpha_without": dict(zip(report.experts, report.alpha_without.tolist(), strict=True))
        if report.alpha_without is not None
        else None,
        "rows": rows_of(agreement_columns(report, categories=judgements.categories)),
        "warnings": report.warnings,
    }
    if report.consensus:
        whole["rule"] = {"name": report.consensus.method, **report.consensus.settings}
    if report.concordance:
        found = report.concordance.value
        whole |= {"w": found.w, "chi_square": found.chi_square, "degrees": found.degrees, "p": found.p}
    if report.stability:
        whole["spearman_of_medians"] = report.stability.value.spearman_of_medians
    if report.panel_map:
        drawn = report.panel_map.value
        whole["groups"] = [
            {"expert": name, "group": int(label) + 1 if label >= 0 else None, "x": float(x), "y": float(y)}
            for name, label, (x, y) in zip(report.experts, drawn.labels, drawn.placement.coordinates, strict=True)
        ]
        whole["silhouette"] = drawn.groups.silhouette
    return whole


def _print_questions(report: AgreementReport, judgements: Judgements, to: Console) -> None:
    table = new_table("By question")
    table.add_column("question", ratio=1)
    headings = ["median", "middle half", "consensus"] if report.spread else ["most chosen", "share"]
    headings += ["verdict"] if report.appropriateness else []
    for heading in (*headings, "answered"):
        table.add_column(heading, justify="right")
    for place, question in enumerate(report.questions):
        table.add_row(
            Text(question), *_cells(report, judgements, place), f"{report.answered[place]:.0f} of {len(report.experts)}"
        )
    to.print(table)
    if report.consensus:
        settings = ", ".join(f"{name.replace('_', ' ')} {value:g}" for name, value in report.consensus.settings.items())
        to.print(Text(f"consensus: {report.consensus.method} ({settings})", style="dim"))


def _cells(report: AgreementReport, judgements: Judgements, place: int) -> list[str | Text]:
    cells: list[str | Text] = []
    if report.spread and report.consensus:
        spread, agreed = report.spread.value, bool(report.consensus.value.reached[place])
        low, high = float(spread.lower_quartile[place]), float(spread.upper_quartile[place])
        cells = [number(float(spread.median[place])), f"{number(low)} to {number(high)}"]
        cells.append(Text("yes" if agreed else "no", style="green" if agreed else ""))
    elif report.most_chosen:
        value, share = report.most_chosen[place]
        cells = [
            Text(str(named_value(value, judgements.categories) or "—")),
            "—" if math.isnan(share) else f"{share * 100:.0f} %",
        ]
    if report.appropriateness:
        cells.append(report.appropriateness.value.verdicts[place].value)
    return cells


def _print_coefficients(report: AgreementReport, to: Console) -> None:
    alpha, interval = report.alpha.value, report.alpha_interval
    words = (
        "no variation, no alpha"
        if math.isnan(alpha)
        else GOOD
        if alpha >= 0.8
        else TENTATIVE
        if alpha >= 0.667
        else UNCLEAR
    )
    between = (
        f" ({float(interval.low):.2f} to {float(interval.high):.2f}, {interval.level * 100:g} % by resampling questions)"
        if interval
        else ""
    )
    to.print(Text(f"Krippendorff’s alpha, {report.measurement.value}: {number(alpha)}{between}: {words}"))
    if report.concordance:
        found = report.concordance.value
        to.print(
            Text(
                f"Kendall’s W: {number(found.w)}, chi-square {found.chi_square:.2f} on {found.degrees}, p {found.p:.2g}"
            )
        )
    if report.alpha_without is not None and not np.isnan(report.alpha_without).all():
        most = int(np.nanargmax(np.abs(report.alpha_without - alpha))) if not math.isnan(alpha) else 0
        to.print(
            Text(
                f"without {report.experts[most]} alpha would be {number(float(report.alpha_without[most]))}: no other expert changes it more"
            )
        )
    to.print()


def _print_movement(report: AgreementReport, to: Console) -> None:
    if not report.movement or not report.stability:
        return
    table = new_table("From the first round to the last")
    for heading in ("question", "moved", "towards the middle", "change of middle half", "p of balance"):
        table.add_column(heading, justify="left" if heading == "question" else "right")
    moved, settled = report.movement.value, report.stability.value
    for place, question in enumerate(report.questions):
        shares = (_share(float(found[place])) for found in (moved.share_moved, moved.share_towards_middle))
        change = float(settled.spread_change[place])
        table.add_row(
            Text(question),
            *shares,
            "—" if math.isnan(change) else f"{change * 100:+.0f} %",
            number(float(settled.movement_p[place])),
        )
    to.print(table)
    counts = moved.moved.sum(axis=1)
    if counts.any():
        movers = [
            f"{report.experts[place]} ({counts[place]})"
            for place in np.argsort(-counts, kind="stable")[:5]
            if counts[place]
        ]
        to.print(Text(f"moved most: {', '.join(movers)}", style="dim"))


def _print_map(report: AgreementReport, drawn: PanelMap, to: Console) -> None:
    table = new_table(f"{drawn.groups.count} group(s), silhouette {number(drawn.groups.silhouette)}")
    table.add_column("group")
    table.add_column("experts", ratio=1)
    table.add_column("set apart by", ratio=2)
    for group in range(drawn.groups.count):
        members = [report.experts[place] for place in np.flatnonzero(drawn.labels == group)]
        shown = ", ".join(members[:8]) + (f" and {len(members) - 8} more" if len(members) > 8 else "")
        stands = "\n".join(_stand(report, each) for each in drawn.representative[group])
        table.add_row(str(group + 1), Text(shown), Text(stands))
    to.print(table)
    for words, common in (("all agree", drawn.common.agreed), ("all reject", drawn.common.rejected)):
        for each in common:
            to.print(
                Text(f"{words}: ", style="green")
                + Text(f"{report.questions[each.statement]} ({each.count} of {each.voted})")
            )


def _stand(report: AgreementReport, each: Standout) -> str:
    return f"{each.side.value}: {report.questions[each.statement]} ({each.count} of {each.voted})"


def _share(value: float) -> str:
    return "—" if math.isnan(value) else f"{value * 100:.0f} %"
