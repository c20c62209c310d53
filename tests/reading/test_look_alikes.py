"""Pages that are set like a round-up and are none: nobody asked those who are named, or they do not speak."""

import pytest

from tests.builders.articles import page, reading_of
from weighin.reading.verdict import VerdictKind

PROFILES = page(
    "<p>Twelve months that nobody on this coast will forget. These are the people who made them.</p>"
    + "".join(
        f"<section><h3>{name}</h3><p class='role'>{post}</p><p>{words}</p></section>"
        for name, post, words in (
            (
                "Ada Kern",
                "bridge builder",
                "Kern closed the gap in June with a crane that she had borrowed. She has since been hired by three islands.",
            ),
            (
                "Ivo Webb",
                "toll clerk",
                "Webb counted every car for thirty years, and he kept the tickets. The museum has taken them.",
            ),
            (
                "Ruth Adler",
                "lock keeper",
                "Nobody knows the gates as Adler does. Her logbook is going to be printed in the spring.",
            ),
        )
    ),
    title="Three people of the year",
)
INTERVIEW_INDEX = page(
    "<p>All conversations of our series on the river, with the newest on top.</p>"
    + "".join(
        f"<article><h3><a href='/{n}'>{name}: {line}</a></h3><p>{post}</p><p>By Lena Ford · {n} March 2026</p></article>"
        for n, (name, post, line) in enumerate(
            (
                ("Ada Kern", "The bridge builder on cranes, cold hands and the sea", "‘I have never liked heights’"),
                ("Ivo Webb", "The toll clerk on the last ticket and what came after", "‘I counted every car’"),
                ("Ruth Adler", "The lock keeper on floods, gates and a very old logbook", "‘The gates know me’"),
            ),
            start=2,
        )
    ),
    title="The river talks: every interview",
)
PRODUCTS = page(
    "<p>We walked a hundred miles in each pair. This is what they are worth.</p>"
    + "".join(
        f"<div class='card'><h3>{name}</h3><p class='price'>{price}</p><p>{words}</p></div>"
        for name, price, words in (
            (
                "Brava Swift",
                "120 crowns",
                "Light and dry, and the sole will last two winters. The laces are too short for a double knot.",
            ),
            (
                "Kelda Stream",
                "95 crowns",
                "The best grip on wet stone. The heel will rub anybody with a narrow foot for the first week.",
            ),
            (
                "Moritz Alpine",
                "210 crowns",
                "Heavy, warm and ugly. It is going to outlive its owner, and it should at this price.",
            ),
        )
    ),
    title="Three pairs of boots, tested",
)
OBITUARIES = page(
    "<p>Those whom the town lost this winter.</p>"
    + "".join(
        f"<h3>{name}, {age}</h3><p>{words}</p>"
        for name, age, words in (
            (
                "Ada Kern",
                91,
                "She built the first bridge and refused to cut the ribbon. “It will do,” she told the mayor.",
            ),
            ("Ivo Webb", 78, "He sold the last ticket on the toll road and kept it. His daughter has it now."),
            ("Ruth Adler", 84, "For forty years she opened the lock at five. A plaque will be set there in May."),
        )
    ),
    title="In memory",
)


MARKS = page(
    "".join(
        f"<p><b>{name}</b>: {words}</p>"
        for name, words in (
            ("Marek Dahl", "7 - Made two good saves and will be cross about the goal, which went through his legs."),
            ("Joe Prior", "6 - Solid at the back. He gave the ball away twice and was lucky both times."),
            ("Kwame Boateng", "8 - Ran the midfield. Redcar never got near him and will see him in their sleep."),
        )
    ),
    title="Ashford 2-1 Redcar: marks for the players",
)
MINUTES = page(
    "<p>Present: Ada Kern (chair), Ivo Webb, Ruth Adler.</p>"
    + "".join(
        f"<p><b>{name}</b>: {words}</p>"
        for name, words in (
            ("Ada Kern", "opened the meeting at seven and read the minutes, which were approved."),
            ("Ivo Webb", "reported that the tolls were down by a tenth and would be down again in April."),
            ("Ruth Adler", "asked for a new gate. The committee will consider it in May."),
        )
    ),
    title="Minutes of the harbour committee",
)
REPORTERS = page(
    "".join(
        f"<div><time>{hour}</time><p><b>{name}</b></p><p>{words}</p></div>"
        for hour, name, words in (
            (
                "21:05",
                "Ada Kern in Upton",
                "The first boxes have arrived at the town hall. Turnout is said to be high.",
            ),
            ("21:40", "Ivo Webb in Ledbury", "The mayor has just walked in to cheers. He did not stop for questions."),
            (
                "22:10",
                "Ruth Adler in Severn",
                "The exit poll gives the Greens 31 per cent. A result is expected by midnight.",
            ),
        )
    ),
    title="Election night as it happened",
)
LETTERS = page(
    "".join(
        f"<p><i>{question} – {name}</i></p><p>{words}</p>"
        for question, name, words in (
            ("My neighbour plays the tuba. What shall I do?", "Ivo Webb, Upton", "Learn the trombone. He will move."),
            ("Is it too late to learn to swim?", "Ruth Adler, Ledbury", "No, but it is too cold."),
            ("Should I sell?", "Lena Ford, Severn", "Not yet. Prices will rise in the spring."),
        )
    ),
    title="Ask Ada: your letters answered",
)
TWO_ASK_ONE = page(
    "".join(
        f"<p><b>{name}:</b> {words}</p>"
        for name, words in (
            ("Ivo Webb", "When did you start?"),
            ("Ada Kern", "At nine, with matches."),
            ("Ruth Adler", "And what is next?"),
            ("Ada Kern", "A tunnel. It will be dark and I will be happy."),
            ("Ivo Webb", "Do you drive?"),
            ("Ada Kern", "No."),
        )
    ),
    title="Ada Kern: ‘I never liked heights’",
)


PODCAST = page(
    "".join(
        f"<p><strong>{name}:</strong> {words}</p>"
        for name, words in (
            ("Announcer", "This is The Quay, a podcast about water."),
            ("Lena Ford", "Welcome. With me is Ada Kern, who builds bridges. Ada, will the ferry survive?"),
            ("Ada Kern", "No, and I am sorry to say it. I would give it two years."),
            ("Lena Ford", "Why two?"),
            ("Ada Kern", "Because the hull will not pass the next survey."),
            ("Lena Ford", "And then there is the bridge."),
            ("Ada Kern", "There is, and I hope that I will build it."),
            ("Announcer", "The Quay is made by Tom Reiss."),
        )
    ),
    title="Episode 41: the last ferry",
)
MOVES = page(
    "".join(
        f"<p><b>{name}</b>, {post}: {words}</p>"
        for name, post, words in (
            ("Ada Kern", "bridge builder", "joins the board in May and will chair its works committee."),
            ("Ivo Webb", "toll clerk", "retires after thirty years."),
            ("Ruth Adler", "lock keeper", "will take over the museum from June."),
        )
    ),
    title="Moves: who is going where",
)
ESSAY = page(
    "".join(
        f"<h2>{name}</h2><p>{words}</p><p>I think of this whenever I see the river.</p>"
        for name, words in (
            ("Ada Kern", "Kern wrote in 1903 that water is patient. She meant that walls are not."),
            ("Ivo Webb", "Webb thought that a flood is a form of tax. I have always liked clerks."),
            ("Ruth Adler", "Adler never wrote a line, but her logbook will be read when we are gone."),
        )
    ),
    title="What three thinkers can teach us about floods",
)
READERS_ASK = page(
    "".join(
        f"<p><b>{name}, {place}: {question}</b></p><p>{words}</p>"
        for name, place, question, words in (
            ("Ivo Webb", "Ledbury", "How long will it last?", "Another ten years, I would say, with dredging."),
            ("Ruth Adler", "Upton", "Should I sell my house?", "Not this year. I would wait for the survey."),
            ("Lena Ford", "Severn", "Why is it so ugly?", "Because nobody paid for a pretty one."),
        )
    ),
    title="Ask the engineer: your questions on the wall",
)
PRAISE = page(
    "".join(
        f"<blockquote><p>{words}</p><cite>{name}</cite></blockquote>"
        for name, words in (
            ("Ada Kern", "The mattress changed my life. I will never sleep on anything else."),
            ("Ivo Webb", "Delivery took two days and my back thanks you."),
            ("Ruth Adler", "I bought one for my mother and she is going to buy one for her sister."),
        )
    ),
    title="What our customers say",
)


@pytest.mark.parametrize(
    "text",
    [
        PROFILES,
        INTERVIEW_INDEX,
        PRODUCTS,
        OBITUARIES,
        MARKS,
        MINUTES,
        REPORTERS,
        LETTERS,
        TWO_ASK_ONE,
        PODCAST,
        MOVES,
        ESSAY,
        READERS_ASK,
        PRAISE,
    ],
    ids="profiles index products obituaries marks minutes reporters letters interview podcast moves essay readers praise".split(),
)
def test_what_only_looks_like_a_panel_is_refused(text):
    assert reading_of(text).verdict.kind is VerdictKind.NOT_A_ROUNDUP
