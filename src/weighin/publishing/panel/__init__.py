"""What the panel thinks, question by question: words, pictures and files of one common answer.

A question with a scale shows the pool of its judgements, a statement the tally of its votes, any other what the words of likelihood in the
answers allow. `views_of` is the face; the arithmetic is in `weighin.weighing`.
"""

from typing import TYPE_CHECKING

from weighin.publishing.panel.beside import Beyond, beyond_of
from weighin.publishing.panel.choices import view_of_choices
from weighin.publishing.panel.judged import view_of_numbers
from weighin.publishing.panel.prose import views_of_prose
from weighin.publishing.panel.view import OUTSIDE, Basis, Measure, View
from weighin.publishing.panel.votes import view_of_votes
from weighin.record.judgements import AgreementScale, AxesScale, ChoiceScale, RankingScale
from weighin.record.public import PublicQuestion, PublicRecord

if TYPE_CHECKING:
    from weighin.weighing.cooke.panel import WeightedPanel

__all__ = ["Basis", "Measure", "View", "views_of"]


def views_of(record: PublicRecord, weighted: "WeightedPanel | None" = None) -> dict[str, View]:
    """By section of the page, in order; judgements before votes before words, and nothing where the panel gave none of them.

    `weighted`: the panel by its seed questions, where there are enough; stands beside the pool in which everybody counts the same.
    """
    in_words = {view.section: view for view in views_of_prose(record)}
    shown = (
        _of_judgements(record, question, beyond_of(question, weighted))
        or view_of_votes(record, question)
        or in_words.get(question.identifier)
        for question in record.questions
    )
    return {view.section: view for view in (*shown, in_words.get(OUTSIDE)) if view}


def _of_judgements(record: PublicRecord, question: PublicQuestion, beyond: Beyond) -> View | None:
    scale = question.scale
    if scale is None or isinstance(scale, AgreementScale | AxesScale | RankingScale):
        return None
    from weighin.weighing.judgements.records import as_quantities  # numbers take half a second to import
    from weighin.weighing.together import together

    found = together(record, question.identifier)
    if not found:
        return None
    if isinstance(scale, ChoiceScale):
        return view_of_choices(record, question, scale, found, beyond=beyond)
    return view_of_numbers(record, question, as_quantities(scale), found, beyond=beyond)
