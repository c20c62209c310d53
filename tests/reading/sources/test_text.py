import pytest

from weighin.reading.page import BlockKind
from weighin.reading.sources import read_source
from weighin.record.values import Container


def read(text, name="a.txt"):
    return read_source(text if isinstance(text, bytes) else text.encode(), name=name)


def shown(page):
    return [page.of(block) for block in page.blocks if block.kind is not BlockKind.META]


def test_every_line_of_a_copied_page_is_a_block():
    assert shown(read("Nine answers\nVera: yes\n\n\n\nTomas:\u00a0no \n")) == ["Nine answers", "Vera: yes", "Tomas: no"]


def test_lines_that_were_wrapped_at_a_column_are_paragraphs_again():
    wrapped = (
        "The harbour wall was built before anybody now alive was born,\n"
        "and it will outlast us all, whatever the county council may\n"
        "decide about it when it meets again for another of its first-\nyear reviews of the plans that it has made.\n\n"
        "A second paragraph follows, and it too was wrapped by hand at\nabout sixty characters, as people do who write their letters\nin a terminal.\n"
    )
    first, second = shown(read(wrapped))
    assert first.startswith("The harbour wall")
    assert first.endswith("first-year reviews of the plans that it has made.")
    assert second.endswith("letters in a terminal.")


@pytest.mark.parametrize("bullet", ["•", "·", "▪", "‣", "*"])
def test_bullets_make_list_items(bullet):
    page = read(f"The panel:\n  {bullet} Vera Lindqvist, of the port\n  {bullet} Tomas Okafor, of the county\n")
    assert [(page.of(block), block.marker) for block in page.blocks if block.kind is BlockKind.LIST_ITEM] == [
        ("Vera Lindqvist, of the port", bullet),
        ("Tomas Okafor, of the county", bullet),
    ]


def test_a_dash_alone_is_no_list_but_a_signature_or_a_turn():
    assert [block.kind for block in read("It will sail.\n- Vera Lindqvist\n").blocks] == [BlockKind.PARAGRAPH] * 2


def test_a_line_of_dashes_is_a_rule_and_no_text():
    page = read("One.\n-----\nTwo.\n")
    assert [block.kind for block in page.blocks] == [BlockKind.PARAGRAPH, BlockKind.RULE, BlockKind.PARAGRAPH]
    assert page.text == "One.\n\nTwo."


def test_a_number_at_the_start_of_a_line_stays_in_the_text():
    assert shown(read("1. Will it sail?\n2) Who pays?\n")) == ["1. Will it sail?", "2) Who pays?"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_on_any_system(end):
    assert shown(read(end.join(["One.", "", "Two."]))) == ["One.", "Two."]


def test_ligatures_soft_hyphens_and_composed_letters_are_as_people_type_them():
    assert shown(read("The e\ufb03cient cafe\u0301 of\ufb01ce, co\u00adop\u00aderating.")) == [
        "The efficient café office, cooperating."
    ]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (
            "Все девять экспертов считают, что паром уйдёт зимой. Никто не сомневается в этом, кроме мэра города.",
            "cp1251",
        ),
        ("“It’s likely”, said Zoë – and the café agreed with her at once, as it always had before.", "cp1252"),
        ("Größere Fähren werden kommen, sagt Frau Müller, und zwar schon im nächsten Frühjahr.", "latin-1"),
        ("九人の専門家が答えた。船は冬までに出るだろうと全員が考えている。", "utf-16"),
        ("九人の専門家が答えた。", "utf-8-sig"),
        ("Nine answers, and each of them begins with a name.", "utf-16-le"),
        ("Nine answers, and each of them begins with a name.", "utf-32"),
    ],
)
def test_an_encoding_that_nobody_declared_is_found_out(text, encoding):
    assert read(text.encode(encoding)).text == text


def test_a_text_that_was_garbled_before_is_left_as_it_is():
    assert read("Itâ€™s likely.").text == "Itâ€™s likely."


def test_markdown_gives_headings_lists_quotations_tables_and_what_the_front_matter_says():
    page = read(
        '---\ntitle: "Nine answers"\ndate: 2025-03-04\nauthor: Ada Quist\nlayout: post\n---\n# Nine answers\n\n## Vera Lindqvist, port\n\nIt *will* sail.\n\n'
        "> Will it?\n\n1. One\n2. Two\n\n| Name | Vote |\n|---|---|\n| Vera | agree |\n\n![The wall](wall.jpg)\n\n---\n\nThe end.\n",
        name="a.md",
    )
    assert page.container is Container.MARKDOWN
    assert [(block.label, page.of(block)) for block in page.blocks if block.kind is BlockKind.META] == [
        ("title", "Nine answers"),
        ("published", "2025-03-04"),
        ("author", "Ada Quist"),
    ]
    assert [(block.kind, page.of(block), block.level, block.marker) for block in page.blocks if block.kind is not BlockKind.META] == [
        (BlockKind.HEADING, "Nine answers", 1, ""),
        (BlockKind.HEADING, "Vera Lindqvist, port", 2, ""),
        (BlockKind.PARAGRAPH, "It will sail.", 0, ""),
        (BlockKind.QUOTE, "Will it?", 1, ""),
        (BlockKind.LIST_ITEM, "One", 1, "1."),
        (BlockKind.LIST_ITEM, "Two", 1, "2."),
        (BlockKind.CELL, "Name", 0, ""),
        (BlockKind.CELL, "Vote", 0, ""),
        (BlockKind.CELL, "Vera", 0, ""),
        (BlockKind.CELL, "agree", 0, ""),
        (BlockKind.CAPTION, "The wall", 0, ""),
        (BlockKind.RULE, "", 0, ""),
        (BlockKind.PARAGRAPH, "The end.", 0, ""),
    ]  # fmt: skip


def test_a_line_that_opens_in_bold_begins_a_paragraph_of_its_own():
    page = read("# Two views\n\n**Vera:** It will sail.\n**Tomas:** It won’t,\n**ever**, sail.\n", name="a.md")
    assert shown(page)[1:] == ["Vera: It will sail.", "Tomas: It won’t, ever, sail."]


@pytest.mark.parametrize(
    "deep", ["> " * 3_000 + "x", "- " * 3_000 + "x", "[" * 20_000, "*" * 20_001 + "x", "`" * 9_999 + "x"]
)
def test_markdown_nested_without_end_is_read_all_the_same(deep):
    assert "The end." in read(f"# A\n\n## B\n\n{deep}\n\nThe end.\n", name="a.md").text
