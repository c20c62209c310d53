"""How newsrooms set a round-up in HTML: one article of our own writing in each layout, read to the same record."""

import pytest

from tests.builders.articles import asked_in, panel_of, record_of, said_in, words_of
from tests.builders.river import ASKED, INTRODUCTION, POSTS, WALL, article, asked, each

FOOT = "<p class='key'>Who is who: <b>TH</b> Tamsin Hale, hydrologist · <b>OM</b> Obed Mutasa, farmer · <b>KS</b> Karin Ström, insurer · <b>YA</b> Yusuf Adan, engineer</p>"

ONE_QUESTION = {
    "an avatar with initials over the name": '<div class="c"><i class="av">{initials}</i><div class="n">{name}</div><div class="p">{post}</div><div>{says}</div></div>',
    "a button for each expert": '<button aria-expanded="false" aria-controls="x{initials}">{name}, {post}</button><div id="x{initials}" role="region" hidden>{says}</div>',
    "a card with the name in its foot": '<div class="card"><div class="card-body">{says}</div><div class="card-footer"><strong>{name}</strong> {post}</div></div>',
    "a card with name and post in touching elements": '<div class="k1"><header class="k2">{name}<small>{post}</small></header><div>{says}</div></div>',
    "a bold name and a post without a comma": '<ul class="x"><li><strong>{name}</strong><span> {post}</span>{says}</li></ul>',
    "a name as heading with the post in a lesser one": "<h2>{name}</h2><h5>{post}</h5>{says}",
    "a drop cap": '<h3>{name}</h3><p class="p">{post}</p>{says}',
    "a sentence about the expert below the words": "<section><h3>{name}</h3>{says}<p><em>{given} is the {post}.</em></p></section>",
    "a line about the expert above the words": '<section><h3>{name}</h3><p class="bio">A {post}. Has lived by the river since 1998.</p>{says}</section>',
    "the post alone below the words": '<h4>{name}</h4>{says}<p class="af">{post}</p>',
    "the hour above each entry of a live blog": '<div class="e"><p class="t">{hour}:05 GMT</p><p><strong>{name}</strong> ({post})</p>{says}</div>',
    "the day below each message": "<div class='m'><p>{name} @{initials}</p>{says}<p>3 Feb 2026</p></div>",
    "names in capitals over quotations": "<p>{capitals}, {post_capitals}</p>{quoted}",
    "the name in brackets after the last word": "<p>{words} <em>({name}, {post})</em></p>",
    "the name in bold after a closed quotation": "<p>“{words}” <strong>{name}</strong>, {post}</p>",
    "the name after a slash": "<p>{words} / {name}</p>",
    "a figure with the speaker in its caption": "<figure><blockquote>{says}</blockquote><figcaption>{name}, {post}</figcaption></figure>",
    "the words, then name and post in elements that touch": '<div class="z1"><div class="z2">{words}</div><div class="z3"><span>{name}</span><span>{post}</span></div></div>',
    "the words, then name and post in one cite": "<blockquote>{says}<cite><strong>{name}</strong><br>{post}</cite></blockquote>",
    "links to share below each": "<h3>{name}</h3><p>{post}</p>{says}<ul><li>Facebook</li><li>X</li><li>WhatsApp</li></ul>",
    "a link to another story below each": "<h3>{name}</h3><p>{post}</p>{says}<p><strong>Related:</strong> <a href='/x'>How the pump was lost</a></p>",
    "a name in a linked heading": "<h2><a href='/{initials}'>{name}</a></h2><div>{post}</div>{says}",
    "the post over the name": '<article><header><p class="kicker">{post}</p><h3>{name}</h3></header>{says}</article>',
    "a tab for each": '<div role="tabpanel" hidden><h4>{name}</h4><p>{post}</p>{says}</div>',
}


@pytest.mark.parametrize("layout", ONE_QUESTION)
def test_each_expert_has_exactly_the_words_that_stand_with_the_name(layout):
    said = words_of(record_of(article(each(ONE_QUESTION[layout]))))
    bare = {who.title(): words.replace("“", "").replace("”", "").replace("/", " ") for who, words in said.items()}
    assert bare == {name: " ".join(words) for name, words in WALL.items()}


TWO_QUESTIONS = {
    "a button for each question": (
        '<button class="q" aria-expanded="true">{question}</button><div>{answers}</div>',
        '<div class="c"><div class="n">{name}</div><div class="p">{post}</div>{says}</div>',
    ),
    "class names that say nothing": (
        '<div class="Q_x"><div class="B_aZ3">{question}</div>{answers}</div>',
        '<div class="A_b7"><span class="N_n">{name}</span><span class="N_p">{post}</span><div>{words}</div></div>',
    ),
    "a closed box for each question": (
        "<details><summary>{question}</summary>{answers}</details>",
        "<p><strong>{name}</strong></p>{says}",
    ),
    "the outlet asks": ("<p><b>Courier:</b> And now. {question}</p>{answers}", "<p><b>{name}:</b> {words}</p>"),
    "the initials of the outlet ask": (
        "<p><b><i>WC:</i></b> <i>Thank you all. {question}</i></p>{answers}",
        "<p><b>{name}:</b> {words}</p>",
    ),
}


@pytest.mark.parametrize("layout", TWO_QUESTIONS)
def test_each_question_has_the_answers_that_stand_under_it(layout):
    record = record_of(article(asked(*TWO_QUESTIONS[layout])))
    assert asked_in(record) == list(ASKED)
    assert [(who, question, words.replace("/", " ")) for who, question, words in said_in(record)] == [
        (name, question, " ".join(words)) for question, said in ASKED.items() for name, words in said.items()
    ]


def test_a_name_that_stands_on_a_tab_only_heads_the_panel_that_the_tab_opens():
    rows = (
        (
            "<ul class='tabs'>" + each("<li><a href='#t{initials}' role='tab'>{name}</a></li>") + "</ul>",
            "<div class='pane' id='t{initials}'><p><em>{post}</em></p>{says}</div>",
        ),
        (
            "<div role='tablist'>" + each("<button role='tab' aria-controls='t{initials}'>{name}</button>") + "</div>",
            "<div role='tabpanel' id='t{initials}' hidden>{says}</div>",
        ),
    )
    for row, panel in rows:
        said = words_of(record_of(article(row + each(panel))))
        assert said == {name: "/".join(words) for name, words in WALL.items()}


def test_a_verdict_under_the_name_is_the_answer_and_no_post():
    record = record_of(article(each('<div><p class="n">{name}</p><p class="v">{verdict}</p>{says}</div>')))
    assert words_of(record)["Obed Mutasa"].startswith("No/I doubt")
    assert panel_of(record)["Obed Mutasa"] == ""


def test_a_panel_that_stands_in_an_aside_explains_the_surnames():
    panel = each("<li><strong>{name}</strong>, {post}</li>")
    text = article(
        asked("<h3>{question}</h3>{answers}", "<p><b>{family}:</b> {words}</p>"),
        before=f"{INTRODUCTION}<aside class='box'><h4>The panel</h4><ul>{panel}</ul></aside>",
    )
    assert panel_of(record_of(text)) == POSTS


def test_an_aside_that_lists_other_stories_is_no_panel():
    text = article(
        each("<h3>{name}</h3>{says}"),
        before=f"{INTRODUCTION}<aside class='related'><ul><li>Ada Kern, on bridges</li><li>Ivo Webb, on tolls</li><li>Ruth Adler, on locks</li></ul></aside>",
    )
    assert set(panel_of(record_of(text))) == set(POSTS)


def test_a_box_that_names_the_speaker_first_may_stand_among_boxes_that_name_them_last():
    last, first = (
        "<blockquote>{says}<footer><cite>{name}</cite>, {post}</footer></blockquote>",
        ("<blockquote><footer><cite>{name}</cite>, {post}</footer>{says}</blockquote>"),
    )
    boxes = [
        each(last).split("</blockquote>")[0],
        *each(first).split("</blockquote>")[1:3],
        each(last).split("</blockquote>")[3],
    ]
    said = words_of(
        record_of(article("<p>Not everybody wanted to be named.</p>".join(f"{box}</blockquote>" for box in boxes)))
    )
    assert said == {name: "/".join(words) for name, words in WALL.items()}


def test_initials_after_the_words_are_explained_by_the_key_at_the_foot():
    text = article(f"<ol>{each('<li><b>Mark my words.</b> {words} <span>/ {initials}</span></li>')}</ol>{FOOT}")
    record = record_of(text)
    assert panel_of(record)["Karin Ström"] == "insurer"
    assert words_of(record) == {name: f"Mark my words. {' '.join(words)}" for name, words in WALL.items()}


def test_an_entry_that_nobody_on_the_panel_signs_is_nobodys():
    entries = each("<li>{words} / {initials}</li>")
    record = record_of(
        article(f"<ol>{entries}<li>The Dozer mattress learns from your evenings. / Paid content</li></ol>{FOOT}")
    )
    assert not any("mattress" in words for words in words_of(record).values())


def test_a_heading_in_capitals_among_names_in_capitals_is_nobodys_name():
    quoted = "<p>{capitals}, {post_capitals}</p>{quoted}"
    body = each(quoted).replace(
        "<p>KARIN", "<p>KEY POINTS</p><p>The wall was built in 1911 and raised in 1954.</p><p>KARIN", 1
    )
    record = record_of(article(body))
    assert {name.title() for name in panel_of(record)} == set(POSTS)
    assert not any("1911" in words for words in words_of(record).values())


def test_two_who_are_named_together_in_capitals_speak_together():
    body = (
        each("<p>{capitals}, {post_capitals}</p>{quoted}")
        + "<p>TAMSIN HALE AND YUSUF ADAN</p><p>“We agree for once.”</p>"
    )
    assert said_in(record_of(article(body)))[-1] == ("Tamsin Hale+Yusuf Adan", "", "“We agree for once.”")


PORTRAITS = (
    (
        "<p>“They think we carry water,” said Tamsin Hale, who has measured the river for thirty years. “We carry the blame.” Once she told a mayor that his "
        "wall would fall, and it fell, and he asked her how she had done it. She laughed for a week.</p>"
        "<p>By the end of the decade, as she sees it, half of the street will have gone, the easy half. She expects the pub to be the last.</p>"
    ),
    (
        "<p>Obed Mutasa, who farms below the wall, makes a confession without embarrassment. “I fell asleep in every meeting,” he says. One waited for the "
        "engineer, and it was after lunch, and nothing that anybody said has ever moved a stone of it.</p>"
        "<p>He has no doubt that the meadow will be a lake by next year. “Somebody will have to buy a boat, and it won’t be the council.”</p>"
    ),
    (
        "<p>The house of Karin Ström, who insures half of the street, stands on a hill. “I am not stupid,” she says, and shows a graph of the claims of "
        "eleven winters, in which the line goes one way only, and the way is up.</p>"
        "<p>Her firm will leave, she says, and two others will follow. She gives it eighteen months. “After that you pray.”</p>"
    ),
    (
        "<p>Yusuf Adan, an engineer, laughed when this was passed on. “They will come back,” he says. He has built four gates and shut each of them with "
        "his own hands, once at three in the morning in his pyjamas, and he will do so again.</p>"
        "<p>He doubts that the wall needs to be raised at all. “Dredge,” he says. “It is going to cost a tenth.”</p>"
    ),
)


@pytest.mark.parametrize(
    "opening",
    [
        "<p class='dek'>A hydrologist, a farmer, an insurer and an engineer consider what the river will take next</p>",
        "<p class='dek'>A winter by the water</p>",
    ],
    ids=["the trades are listed", "nothing is said of a panel"],
)
def test_prose_that_dwells_on_several_people_in_turn_is_a_round_up(opening):
    said = words_of(record_of(article("<h2>I</h2>".join(PORTRAITS), before=opening)))
    assert set(said) == set(POSTS)
    assert all(name in words for name, words in said.items())
    assert all(words.count("/") == 1 for words in said.values())
