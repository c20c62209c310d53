"""Layouts that articles held back from the authors of the reader used: classes, groups, posts, live blogs, letters of the alphabet, registers."""

import pytest

from tests.builders.articles import asked_in, left_out, page, panel_of, reading_of, record_of, said_in, words_of
from tests.builders.river import ASKED, INTRODUCTION, POSTS, STREET, WALL, article, asked, each

ROUND_TABLE = (
    "<p>The river has been over the road eleven times. Round the table: "
    + "; ".join(f"{name}, {post}" for name, post in POSTS.items())
    + ".</p>"
)
ROLL = "\n".join(f"@{name.split()[0].lower()}_r = {name}, {post}" for name, post in POSTS.items())
EDITORS = "<div class='e'><p class='t'>{hour}:40</p><p>The gauge at Upton has been read again, and the figure follows.</p></div>"
INSIDE = {name: said for name, said in WALL.items() if name in {"Tamsin Hale", "Karin Ström"}}
OUTSIDE = {name: said for name, said in WALL.items() if name not in INSIDE}


def answers():
    return sorted((name, question, " ".join(words)) for question, said in ASKED.items() for name, words in said.items())


def read_answers(text, name="article.html"):
    return sorted((who, question, words.replace("/", " ")) for who, question, words in said_in(record_of(text, name)))


def wall():
    return {name: " ".join(words) for name, words in WALL.items()}


def read_wall(body):
    return {who: words.replace("/", " ") for who, words in words_of(record_of(article(body))).items()}


SET_APART = {
    "a span with a class, the surname, no colon": ("<p class='q'>{question}</p>{answers}", "<p><span class='sp'>{family}</span> {words}</p>"),
    "a span with a class for the outlet too": (
        "<p><span class='sp'>Courier</span> {question}</p>{answers}",
        "<p><span class='sp'>{family}</span> {words}</p>",
    ),
    "given names in spans": (
        "<p><span class='sp'>Courier</span> {question}</p>{answers}",
        "<p><span class='sp'>{given}</span> {words}</p>",
    ),
    "a bold surname, no colon": ("<h2>{question}</h2>{answers}", "<p><b>{family}</b> {words}</p>"),
    "a heading with the post in small type": ("<h2>{question}</h2>{answers}", "<h4>{name} <small>{post}</small></h4>{says}"),
    "a heading as in a register": ("<h2>{question}</h2>{answers}", "<h3>{family}, {given}</h3>{says}"),
    "initials with full stops": ("<h2>{question}</h2>{answers}", "<p><b>{given[0]}.{family[0]}.:</b> {words}</p>"),
    "an initial and the surname": ("<h2>{question}</h2>{answers}", "<p><b>{given[0]}. {family}:</b> {words}</p>"),
    "a signature that the introduction holds too": ("<h2>{question}</h2>{answers}", "{says}<p><i>{name}, {post}</i></p>"),
}  # fmt: skip


@pytest.mark.parametrize("layout", SET_APART)
def test_a_name_that_the_design_sets_apart_is_a_label(layout):
    assert (
        read_answers(page(ROUND_TABLE + asked(*SET_APART[layout]), title="Four views of a rising river")) == answers()
    )


def test_a_name_in_capitals_is_shown_as_names_are_written():
    record = record_of(article(each("<h3>{capitals}</h3><p>{post}</p>{says}")))
    assert list(panel_of(record)) == list(POSTS)


def plain(label, before=""):
    introduction = "Four views of a rising river\n\nThe Courier put two questions to four people: " + "; ".join(
        f"{name}, {post}" for name, post in POSTS.items()
    )
    return f"{introduction}.\n\n{before}" + "".join(f"{one}\n\n{each(label, said)}" for one, said in ASKED.items())


PLAIN = {
    "a dash that touches": lambda: plain("{name}—{words}\n\n"),
    "the surname with the post, over the words": lambda: plain("{family}, {post}\n{words}\n\n"),
    "handles with a key": lambda: in_low_case(
        plain("@{given}_r · 3 Feb\n{words}\n♥ 21   ↻ 7\n\n", f"Playing along:\n\n{ROLL}\n\n")
    ),
}


def in_low_case(text):
    for name in POSTS:
        text = text.replace(f"@{name.split()[0]}", f"@{name.split()[0].lower()}")
    return text


@pytest.mark.parametrize("layout", PLAIN)
def test_plain_text_is_read_with_labels_of_few_marks(layout):
    assert read_answers(PLAIN[layout](), "article.txt") == answers()


def test_a_surname_in_capitals_needs_no_colon():
    text = plain("{capitals} {words}\n\n")
    for name in POSTS:
        text = text.replace(f"{name.upper()} ", f"{name.split()[1].upper()} ")
    assert read_answers(text, "article.txt") == answers()


GROUPED = {
    "bold words": "<p><b>YES</b></p>{inside}<p><b>NO</b></p>{outside}",
    "headings with a count": "<h3>Yes (2)</h3>{inside}<h3>No <small>(2)</small></h3>{outside}",
    "headings of our own wording": "<h3>Those who would wait</h3>{inside}<h3>Those who would go</h3>{outside}",
    "lists": "<h4>Maybe – 2 votes</h4><ul>{inside}</ul><h4>Against – 2 votes</h4><ul>{outside}</ul>",
}


@pytest.mark.parametrize("layout", GROUPED)
def test_a_heading_over_several_who_agree_asks_nothing(layout):
    entry = "<li><b>{name}</b>, {post}: {words}</li>" if layout == "lists" else "<p><b>{name}, {post}:</b> {words}</p>"
    body = "".join(
        f"<h2>{question}</h2>"
        + GROUPED[layout].format(
            inside=each_of(entry, said, INSIDE),
            outside=each_of(entry, said, OUTSIDE),
        )
        for question, said in ASKED.items()
    )
    assert read_answers(article(body)) == answers()


def each_of(template, said, group):
    return "".join(
        template.format(name=name, post=POSTS[name], words=" ".join(said[name])) for name in POSTS if name in group
    )


def test_what_a_stranger_posts_is_left_to_the_editor():
    text = PLAIN["handles with a key"]().replace(
        "♥ 21   ↻ 7\n\n@obed", "♥ 21   ↻ 7\n\n@wader77 · 3 Feb\nit will all be over by june\n\n@obed", 1
    )
    record = record_of(text, "article.txt")
    assert sorted((who, question, words.replace("/", " ")) for who, question, words in said_in(record)) == answers()
    assert any("over by june" in line for line in left_out(record))


POSTS_OF_A_BLOG = {
    "a name in bold": "<p><b>{name}</b>, {post}:</p>{says}",
    "a verb of speech": "<p>{name}, {post}, says:</p>{says}",
    "a sentence that leads in": "<p><i>{name} takes another view:</i></p>{says}",
    "a heading": "<h3>{name}: a long night</h3>{says}",
}


@pytest.mark.parametrize("layout", POSTS_OF_A_BLOG)
def test_a_post_of_the_editors_in_a_live_blog_is_nobodys(layout):
    body = each("<div class='e'><p class='t'>{hour}:05</p>" + POSTS_OF_A_BLOG[layout] + "</div>" + EDITORS)
    assert read_wall(body) == wall()


LETTERED = {
    "capital letters": ("A.", "B."),
    "letters in brackets": ("(a)", "(b)"),
    "Roman numbers": ("I.", "II."),
}


@pytest.mark.parametrize("layout", LETTERED)
def test_answers_by_letter_go_to_the_question_of_that_letter(layout):
    first, second = LETTERED[layout]
    asking, street = ASKED
    body = f"{INTRODUCTION}<p>{first} {asking}</p><p>{second} {street}</p>" + "".join(
        f"<h3>{name}, {POSTS[name]}</h3><p>{first} {' '.join(WALL[name])}</p><p>{second} {' '.join(STREET[name])}</p>"
        for name in POSTS
    )
    assert read_answers(page(body, title="Four views of a rising river")) == answers()


def test_lines_of_a_letter_that_nobody_wrapped_stay_lines():
    asking, street = ASKED
    body = f"A. {asking}\nB. {street}\n\n* * *\n\n" + "\n* * *\n\n".join(
        f"{name}\n{POSTS[name]}\n\nA. {' '.join(WALL[name])}\n\nB. {' '.join(STREET[name])}\n" for name in POSTS
    )
    letter = f"From: Courier <c@courier.example>\nSubject: Four views of a rising river\nDate: Tue, 3 Feb 2026 10:00:00 +0000\nContent-Type: text/plain; charset=utf-8\n\n{body}"
    record = record_of(letter, "letter.eml")
    assert asked_in(record) == list(ASKED)
    assert {who for who, _, _ in said_in(record)} == set(POSTS)
    assert panel_of(record) == POSTS


PARTICLES = {
    "Lieselotte van der Meulen": (
        "Van der Meulen",
        "I doubt it, because the ministry has neither the sand nor the money.",
    ),
    "Park Seo-yeon": ("Park", "Two chances in three, I would say; my board calls me an optimist."),
    "Y. E. Okonkwo-Reyes": ("Okonkwo-Reyes", "It depends on the spring, and on nothing else that I can see."),
    "Ana María de la Cruz Benítez": ("De la Cruz", "It is going to happen all the same. My mother has moved."),
    "Seán Ó Cuinn": ("Ó Cuinn", "No. I have heard the same promise from four ministers."),
}


@pytest.mark.parametrize(
    "label", ["<p><b>{short}:</b> {words}</p>", "<p><b>Dr {short}:</b> {words}</p>", "<p>{capitals} {words}</p>"]
)
def test_surnames_of_several_words_are_whole(label):
    introduction = "<p>The Quay asked five people: " + "; ".join(f"{name}, engineer" for name in PARTICLES) + ".</p>"
    body = "".join(
        label.format(short=short, capitals=short.upper(), words=words) for short, words in PARTICLES.values()
    )
    said = words_of(record_of(page(f"{introduction}<h2>Will the wall hold?</h2>{body}", title="Five views of a wall")))
    assert said == {name: words for name, (_, words) in PARTICLES.items()}


LOOK_ALIKES = {
    "products set apart by a class": page(
        "<p>Our pick of the pumps of this winter.</p>"
        + "".join(
            f"<p><span class='name'>{name}</span> {words}</p>"
            for name, words in {
                "Hydra Max": "Moves forty litres a minute and hardly hums. It will last a winter.",
                "Brook Pro": "The best of the four, at twice the price. The battery takes four hours.",
                "Weir Mini": "Too small for anything but a boat. The hose is short.",
                "Otter Two": "Cheap, light and loud. It costs ninety pounds.",
            }.items()
        ),
        title="Four pumps tested",
    ),
    "towns in capitals": page(
        "<p>UPTON The river rose again on Monday. The brigade expects more.</p><p>LEDBURY Two roads are shut. Buses go by the hill.</p>"
        "<p>WORCESTER The cathedral has lent its pump. It was built in 1911.</p>",
        title="The river, town by town",
    ),
    "towns with their states": page(
        "".join(
            f"<h3>{town}</h3><p>Rain in the morning, clearing later. Highs of nine degrees are expected by Thursday.</p>"
            for town in ("Austin, Texas", "Portland, Oregon", "Dover, Delaware", "Lincoln, Nebraska")
        ),
        title="What the week will bring",
    ),
    "a guide that quotes three people once": page(
        "<h2>Why is the road shut?</h2><p>The bank slid on Monday. “We could not wait,” said Ines Kolb, of the council.</p>"
        "<h2>How long will it last?</h2><p>Talks with the owner go on.</p><p>Olav Dahl, who teaches hydrology at Wye College, said: “Such banks need a dry month.”</p>"
        "<h2>Who pays?</h2><p>The board’s spokesman, Peder Ahl, said that it was sure of the money. The shares fell by four per cent.</p>"
        "<h2>Can I claim?</h2><p>Yes. The insurers will publish advice in the afternoon, and the ministry has ruled nothing out.</p>",
        title="The shut road: what we know",
    ),
    "dead people who are led in": page(
        "".join(
            f"<p>{lead}:</p><p>{words}</p>"
            for lead, words in {
                "Tamsin Hale leaves a wide gap": "She built the first gauge at Upton and taught two generations to read it.",
                "Obed Mutasa gave the valley its market": "He was born in Mutare and farmed at Ledbury for forty years.",
                "Karin Ström insured what nobody would": "Her firm paid out in 2007 and again in 2014.",
            }.items()
        ),
        title="They left us in May",
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", LOOK_ALIKES.values(), ids=LOOK_ALIKES)
def test_what_uses_the_same_marks_without_a_panel_is_refused(text):
    assert reading_of(text).record is None
