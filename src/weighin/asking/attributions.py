"""Under what a panelist's answers stand: what holds for the round-up, or something stricter that holds for them alone."""

from weighin.record.asking import Approval, Attribution

FROM_LENIENT_TO_STRICT = (
    Attribution.ON_THE_RECORD,
    Attribution.AFFILIATION_ONLY,
    Attribution.ANONYMOUS_TO_READERS,
    Attribution.ANONYMOUS_TO_PANELISTS,
    Attribution.ANONYMOUS_TO_EDITORS,
)


def stricter(one: Attribution, other: Attribution | None) -> Attribution:
    """The one that tells less of who wrote what."""
    return max(one, other or one, key=FROM_LENIENT_TO_STRICT.index)


def is_named(attribution: Attribution) -> bool:
    """Whether answers stand under a name."""
    return attribution is Attribution.ON_THE_RECORD


def is_cut_loose(attribution: Attribution) -> bool:
    """Whether what ties the answers to their author is destroyed at the seal."""
    return attribution is Attribution.ANONYMOUS_TO_EDITORS


def against_attribution(before: Attribution, after: Attribution, *, is_draft: bool, has_submitted: bool) -> str:
    """Why a panelist's attribution cannot change like that; empty where it can. What somebody was told becomes no laxer, and nothing once they answered."""
    if before is after:
        return ""
    if has_submitted:
        return "they have answered, under what they were told before: that stands"
    if not is_draft and stricter(before, after) is before:
        return "they were told already how their answers will appear: from then on they can only be named less"
    return ""


def against_policies(attribution: Attribution, approval: Approval, *, has_rounds: bool) -> tuple[str, ...]:
    """What cannot be held together with answers that are anonymous to editors too, each in a sentence that says what to do."""
    if not is_cut_loose(attribution):
        return ()
    found = []
    if approval is not Approval.NOT_SHOWN:
        found.append(
            "Where answers are anonymous to editors too, nobody knows whom to show an edited text: choose that edited texts are not sent, or another attribution."
        )
    if has_rounds:
        found.append(
            "Where answers are anonymous to editors too, there is one round: in a second, everybody’s own answer would have to be known. Choose one round, or another attribution."
        )
    return tuple(found)
