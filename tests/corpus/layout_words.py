"""The words of drawn round-ups: answers put together from sentences of the practice round-ups, questions, topics, titles, introductions."""

import json
import re
from functools import cache
from pathlib import Path
from random import Random

# Named one by one, so that a new practice document does not change what a seed draws.
_SOURCES = (
    "p01-island-election-labels p02-rates-panel-caps p03-chip-fire-headings p04-whooping-cough-reactions p06-spaceflight-predictions "
    "p09-grid-operators-interviews p10-court-ruling-two-columns p11-storm-season-replies q01-term-limits-run-in-labels "
    "q02-budget-topics-cards q03-open-models-transcript q04-heat-plan-messages q05-slimming-pill-label-lines "
    "q06-small-venues-dash-signatures q07-laboratory-bets-accordion q09-cocoa-numbered-answers q11-quota-two-columns"
).split()
_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z“])")
_FEWEST_WORDS = 6
QUESTIONS = (
    "Will the bridge reopen before the winter?|What would a fair settlement look like?|Who stands to lose most from the new tariff?|"
    "Is the regulator up to the job?|How much of this can be blamed on the weather?|What should the minister do on Monday morning?|"
    "Will prices have come down by next spring?|Which of the promises will be kept?|What surprised you about the vote?|"
    "Could it happen here?|How will historians see this year?|Do the figures bear that out, and if not, why not?|"
    "What happens to the islands if the ferry stops?|Will the coalition last its term?|What is the one reform you would make?|"
    "Where do you see the industry in ten years’ time?|How worried should parents be?|Why has nobody stopped this before?|"
    "Is there a case for waiting?|What have the newspapers got wrong?|Can the grid cope with another cold January?|"
    "How do you expect the court to rule?|What will be the first sign that the plan is working?|Has the treaty run its course?|"
    "Who will be in charge a year from now?|What would change your mind?|How far can interest rates fall?|"
    "Will smaller clubs survive the new rules?|What do visitors never understand about the valley?|Does the science support a ban?"
).split("|")
TOPICS = (
    "The economy|Water and rivers|On who pays|Trade|The next election|Schools and teachers|What the neighbours want|Energy prices|"
    "On the treaty|Housing|Winners and losers|The risk of delay|Security|Jobs|On public opinion|The long view"
).split("|")
HEADLINES = (
    "A winter of waiting, and then?|The reservoir nobody wanted|Rates, rents and a restless coast|After the vote on the harbour|"
    "The year of the small parties|Cheap power, dear friends|What becomes of the old mill towns|A treaty on its last legs"
).split("|")
TITLES = (
    "{headline}|Experts weigh in: {headline}|{headline}: our panel responds|{headline}: {n} experts on what comes next|{headline}: what the experts expect|"
    "Round-up: {headline}"
).split("|")
INTRODUCTIONS = (
    "Last week’s decision settled less than it seemed to. We asked {n} people who have followed the matter for years what they expect now.",
    "The committee reports in March, and hardly anybody agrees on what it will say. We put the same questions to {n} experts.",
    "Nobody in the capital talks of anything else. {N} experts told us what they make of it, and what they think will happen next.",
)
UNANNOUNCED = (
    "Last week’s decision settled less than it seemed to, and the next one is due before the summer.",
    "The committee reports in March. Until then everybody is guessing, some of them better than others.",
)
MESSAGES = (
    "Do not bet against the harbour|Patience will be rewarded|The numbers do not add up|A bad law, badly timed|We have been here before|"
    "Nobody is minding the shop|Small steps beat grand plans|The market has already decided|Wait for the second report|It is all about water"
).split("|")
NUMBERS = "nought one two three four five six seven eight nine ten eleven".split()


@cache
def sentences() -> tuple[str, ...]:
    """Every sentence of some words, once."""
    folder = Path(__file__).parent / "practice"
    found: dict[str, None] = {}
    for name in _SOURCES:
        gold = json.loads((folder / f"{name}.gold.json").read_text("utf-8"))
        for answer in gold["answers"]:
            for paragraph in answer.get("paragraphs", []):
                for sentence in _END.split(paragraph.replace("“", "").replace("”", "")):
                    if sentence.count(" ") + 1 >= _FEWEST_WORDS and sentence[:1].isupper() and sentence[-1] in ".?!":
                        found[sentence] = None
    return tuple(found)


class Words:
    """Draws sentences for one document, none of them twice while there are others."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._left: list[str] = []

    def some(self, many: int) -> str:
        """So many sentences in a row; the first and the last of them do not ask."""
        drawn = [self._one() for _ in range(many)]
        return " ".join(drawn)

    def _one(self) -> str:
        if not self._left:
            self._left = list(sentences())
            self._random.shuffle(self._left)
        return self._left.pop()

    def answer(self, habit: str) -> list[str]:
        """The paragraphs of one answer; `habit` is the component `answers=`."""
        random = self._random
        if habit == "short":
            return [self.some(random.choice((1, 1, 2)))]
        if habit == "one paragraph":
            return [self.some(random.randint(2, 5))]
        if habit == "uneven":
            return [self.some(random.randint(1, 4)) for _ in range(random.choice((1, 1, 1, 2, 4)))]
        return [self.some(random.randint(2, 4)) for _ in range(random.randint(2, 4))]
