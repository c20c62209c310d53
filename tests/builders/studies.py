"""Made-up studies for Cooke's classical model: one by hand, and strategies for many."""

import numpy as np
from hypothesis import strategies as st

from weighin.weighing.cooke.study import Expert, Item, Scale, Study

LEVELS = (0.05, 0.5, 0.95)
TEXT = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=8)


def study(assessments, realisations, *, levels=LEVELS, scales=None, **changes):
    """A study from plain lists: experts E0, E1 …, items q0, q1 …; None is a target item, or a judgement that is missing."""
    values = np.array(
        [[[np.nan] * len(levels) if asked is None else asked for asked in expert] for expert in assessments],
        dtype=float,
    )
    if values.size == 0:
        values = values.reshape(len(assessments), len(realisations), len(levels))
    return Study(
        experts=tuple(Expert(id=f"E{number}") for number in range(len(assessments))),
        items=tuple(
            Item(id=f"q{number}", realisation=realisation, scale=scales[number] if scales else Scale.UNIFORM)
            for number, realisation in enumerate(realisations)
        ),
        levels=levels,
        assessments=values,
        **changes,
    )


def three_experts():
    """Ten seed items whose truth is 10, 20 …, and a target: Ada is calibrated, Ben sure of himself, Cleo vague."""
    truths = [10.0 * (number + 1) for number in range(10)]
    off = [-3, -1.5, -1, -0.5, 0.2, 0.4, 0.8, 1.2, 1.6, 4]
    ada = [[t + o - 2, t + o, t + o + 2] for t, o in zip(truths, off, strict=True)]
    ben = [[t + 3 * o - 0.2, t + 3 * o, t + 3 * o + 0.2] for t, o in zip(truths, off, strict=True)]
    cleo = [[t - 30, t + o, t + 30] for t, o in zip(truths, off, strict=True)]
    return study([[*ada, [50, 55, 60]], [*ben, [40, 41, 42]], [*cleo, [20, 60, 100]]], [*truths, None])


@st.composite
def studies(draw, *, most_experts=5, most_items=6, targets=True, missing=True, differing_levels=False):
    """Studies that can be scored: at least one seed item that everybody answered, no two quantiles of one judgement equal."""
    levels = draw(st.sampled_from([(0.05, 0.5, 0.95), (0.1, 0.9), (0.05, 0.25, 0.5, 0.75, 0.95)]))
    experts, items = draw(st.integers(1, most_experts)), draw(st.integers(2, most_items))
    assessments = np.full((experts, items, len(levels)), np.nan)
    asked = []
    for item in range(items):
        scale = draw(st.sampled_from(Scale))
        seed = item == 0 or not targets or draw(st.booleans())
        own = levels
        if differing_levels and not seed and len(levels) > 2 and draw(st.booleans()):
            own = levels[1:]
        for expert in range(experts):
            if item and missing and draw(st.integers(0, 4)) == 0:
                continue
            steps = draw(st.lists(st.integers(1, 40), min_size=len(own) + 1, max_size=len(own) + 1).map(np.cumsum))
            assessments[expert, item, len(levels) - len(own) :] = steps[: len(own)] / 4 + (
                0 if scale is Scale.LOG else -5
            )
        realisation = None
        if seed:
            realisation = draw(st.integers(1, 200)) / 4
            if draw(st.booleans()) and not np.isnan(assessments[0, item, 0]):
                realisation = float(draw(st.sampled_from(assessments[0, item].tolist())))
        asked.append(Item(id=f"q{item}", scale=scale, realisation=realisation, levels=None if own == levels else own))
    return Study(
        experts=tuple(Expert(id=f"E{number}", weight=float(number + 1)) for number in range(experts)),
        items=tuple(asked),
        levels=levels,
        assessments=assessments,
    )
