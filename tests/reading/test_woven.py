"""Round-ups that a journalist wove into prose, and reported news that only looks like one."""

from tests.builders.articles import left_out, page, panel_of, reading_of, record_of, words_of

WOVEN = page(
    """<p>I asked four people what becomes of an island without a boat.</p>
    <p>Mara Lindqvist, who ran the harbour for thirty years, laughs. “They will build a bridge,” she says. “You will see.”</p>
    <p>She expects the first pile in the ground by spring.</p>
    <p>“No bridge,” says Joel Abara, captain of the Tern. He has seen the drawings.</p>
    <p>The sea was flat that morning.</p>
    <p>At Shore College Ines Okafor has done the sums. “It may pay for itself by 2040,” she says.</p>
    <p>For Ivo Brandt, a priest, it is too late. “The young have gone,” he says.</p>
    <h3>And after that?</h3>
    <p>“Ask the gulls,” says the captain.</p>
    <p>Lindqvist is sure that somebody will come back.</p>
    <p>A spokesman for the company said that it would study the matter.</p>"""
)


def test_a_paragraph_belongs_to_whom_it_names_or_takes_up_with_a_pronoun():
    said = words_of(record_of(WOVEN))
    assert "first pile" in said["Mara Lindqvist"]
    assert "somebody will come back" in said["Mara Lindqvist"]


def test_a_description_stands_for_the_one_whom_it_fits():
    assert "Ask the gulls" in words_of(record_of(WOVEN))["Joel Abara"]


def test_what_the_prose_says_of_people_is_their_affiliation():
    panel = panel_of(record_of(WOVEN))
    assert panel["Joel Abara"] == "captain of the Tern"
    assert panel["Ines Okafor"] == "Shore College"
    assert panel["Ivo Brandt"] == "priest"


def test_the_narrators_own_sentences_and_spokesmen_are_nobodys_and_are_reported():
    record = record_of(WOVEN)
    assert "The sea was flat that morning." in left_out(record)
    assert not any("spokesman" in words for words in words_of(record).values())


def test_reported_news_with_quoted_officials_is_no_round_up_and_why_is_said():
    text = page(
        """<p>A ferry ran aground on Monday. Three people were rescued.</p>
        <p>“The sea was calm,” said harbour master Mara Lindqvist.</p>
        <p>Joel Abara, the captain, said that he had seen nothing.</p>
        <p>The ship, built in 1988, had been inspected in March.</p>
        <p>“We heard a bang,” said Ines Okafor, who lives on the shore.</p><p>It will be raised next week.</p>"""
    )
    reading = reading_of(text)
    assert reading.record is None
    assert reading.verdict.reasons


TRADES = """Four views of a dry dam

Upland Weekly — 3 August 2023

The reservoir stands at nineteen per cent. Upland Weekly put the question to a hydrologist, a farmer, a mayor and a man who lends boats.

The hydrologist goes first. “It will rain,” says Dr Moira Fenn of Garside College, “but not where we want it.” Her models have the level falling to twelve per cent, and she would not be surprised by ten.

Lewis Tarn, who grazes four hundred ewes above the dam, has sold a third of them. He thinks that he will sell the rest. “There is a day when you stop counting inches.”

That day, in the farmer’s view, is likely to come in September.

Mayor Beatrix Olumide is keen to sound calm. No household will be cut off this year, she promises. Next year she leaves to the engineers.

And the boats? “They make good planters,” says their owner, Piet Vos. He expects no bookings until spring.

Spring, for Fenn, is the real question. Two dry winters in a row are improbable, in her view, but a third might finish the trout.
"""


def test_a_panel_may_be_told_by_its_trades_and_the_paper_is_not_on_it():
    words = words_of(record_of(TRADES, "a.txt"))
    assert set(words) == {"Moira Fenn", "Lewis Tarn", "Beatrix Olumide", "Piet Vos"}
    assert words["Moira Fenn"].endswith("finish the trout.")


def test_somebody_may_be_taken_up_by_trade():
    later = TRADES.replace(
        "Spring, for Fenn, is", "The boatman, asked about rain, laughs. “Ask the sheep.”\n\nSpring, for Fenn, is"
    ).replace("says their owner, Piet Vos. He", "says their owner, Piet Vos. The boatman")
    assert words_of(record_of(later, "a.txt"))["Piet Vos"].endswith("“Ask the sheep.”")


SALE = """Who will buy the airport?

The Meridian, 2 December 2025

The state wants to be rid of Haddon’s folly by June. We spoke to four people who have looked at the books, the runway or the geese.

For Noor Hendriks it is simple arithmetic. The banker sold two airports in the nineties. “Four hundred thousand passengers is a bus station,” she says.

Gareth Mosely manages the tower. He has been told nothing and expects nothing, although he suspects that a buyer exists.

What the banker calls a bus station, Dr Priya Venkatesan calls a wetland. The ornithologist counts geese each dawn. If the airport closes, she believes, the flock will double.

Lars Ekdahl, the mayor, would rather not choose between the geese and the jobs. His guess is that the state extends its own deadline.
"""


def test_a_name_that_opens_a_paragraph_speaks_in_it_though_nothing_is_quoted():
    record = record_of(SALE, "a.txt")
    words = words_of(record)
    assert set(words) == {"Noor Hendriks", "Gareth Mosely", "Priya Venkatesan", "Lars Ekdahl"}
    assert words["Gareth Mosely"].endswith("a buyer exists.")
    assert panel_of(record)["Lars Ekdahl"] == "mayor"


def test_what_stands_above_the_first_of_the_panel_is_the_narrators():
    assert not any("Haddon" in words for words in words_of(record_of(SALE, "a.txt")).values())
