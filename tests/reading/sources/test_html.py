import pytest

from weighin.reading.page import BlockKind, Region, Style
from weighin.reading.sources import read_source

PROSE = "The harbour wall was built before anybody now alive was born, and it will outlast us all. " * 3


def read(body, *, head=""):
    return read_source(f"<html><head>{head}</head><body>{body}</body></html>".encode(), name="page.html")


def shown(page, region=Region.BODY):
    return [page.of(block) for block in page.blocks if block.region is region and block.kind is not BlockKind.META]


def kinds(page):
    return {page.of(block): block.kind for block in page.blocks}


@pytest.mark.parametrize(
    ("around", "region"),
    [
        ("<nav>{}</nav>", Region.CHROME),
        ('<div class="mega-menu">{}</div>', Region.CHROME),
        ('<div role="banner">{}</div>', Region.CHROME),
        ('<div class="cookieConsent">{}</div>', Region.CHROME),
        ('<div class="ad ad--leaderboard">{}</div>', Region.CHROME),
        ("<footer>{}</footer>", Region.CHROME),
        ("<aside>{}</aside>", Region.RELATED),
        ('<section class="most-read">{}</section>', Region.RELATED),
        ('<div id="comments">{}</div>', Region.COMMENTS),
        ('<aside class="pull-quote">{}</aside>', Region.PULL_QUOTE),
    ],
)
def test_what_is_no_article_is_told_by_how_it_is_called(around, region):
    page = read(f"<p>{PROSE}</p>{around.format('<p>Other words.</p>')}")
    assert shown(page, region) == ["Other words."]


def test_a_box_that_holds_most_of_the_prose_was_misnamed():
    assert PROSE.strip() in shown(read(f'<div class="sidebar-layout"><p>{PROSE}</p></div><p>End.</p>'))


def test_boxes_of_one_name_that_together_hold_the_prose_were_misnamed():
    body = "".join(f'<div class="share-card"><h3>Name {n}</h3><p>{n} {PROSE}</p></div>' for n in range(9))
    assert len(shown(read(f"<h1>Nine answers to one question</h1>{body}"))) == 19


def test_a_header_that_holds_the_headline_is_part_of_the_article():
    page = read(
        f"<header><nav>Home</nav><h1>Nine answers to one question</h1><p>By Ada Quist</p></header><p>{PROSE}</p>"
    )
    assert shown(page)[:2] == ["Nine answers to one question", "By Ada Quist"]
    assert shown(page, Region.CHROME) == ["Home"]


def test_a_list_of_links_is_related_and_a_list_of_names_is_not():
    links = "".join(f'<li><a href="/{n}">Another story of ours, number {n}</a></li>' for n in range(4))
    names = "".join(f"<li>Panelist {n}, of the University of {n}</li>" for n in range(4))
    page = read(f"<p>{PROSE}</p><ul>{names}</ul><ul>{links}</ul>")
    assert len(shown(page, Region.RELATED)) == 4
    assert len(shown(page)) == 5


def test_line_breaks_part_paragraphs():
    assert shown(read("<div>Vera: Yes.<br><br>Tomas: No.<br/>Ines: Perhaps.</div>")) == [
        "Vera: Yes.",
        "Tomas: No.",
        "Ines: Perhaps.",
    ]


def test_blocks_without_elements_of_their_own_are_blocks():
    assert shown(read("<div>loose<div>inner<section>deep</section></div>tail</div>")) == [
        "loose",
        "inner",
        "deep",
        "tail",
    ]


@pytest.mark.parametrize(
    "unseen",
    [
        "<template><p>no</p></template>",
        "<noscript><p>no</p></noscript>",
        "<script>no</script>",
        "<p hidden>no</p>",
        '<p style="display: none">no</p>',
        '<span class="sr-only">no</span>',
        '<div aria-hidden="true">no</div>',
        "<!-- no -->",
        '<img alt="no" src="x.jpg">',
        "<svg><text>no</text></svg>",
        "<amp-ad>no</amp-ad>",
        "<select><option>no</option></select>",
        '<sup><a href="#n1">no</a></sup>',
    ],
)
def test_what_a_reader_cannot_see_is_no_text(unseen):
    assert read(f"<p>seen</p>{unseen}<p>also seen</p>").text == "seen\n\nalso seen"


@pytest.mark.parametrize(
    "panel",
    [
        '<div class="accordion-panel" hidden>{}</div>',
        '<div role="tabpanel" aria-hidden="true">{}</div>',
        '<div class="collapse" style="display:none">{}</div>',
        '<div hidden="until-found">{}</div>',
        "<details><summary>Vera Lindqvist</summary>{}</details>",
    ],
)
def test_what_opens_at_a_click_is_part_of_the_page(panel):
    assert "My answer stands here." in shown(read(panel.format("<p>My answer stands here.</p>")))


def test_the_button_that_opens_a_heading_is_the_heading():
    page = read(f'<h3><button aria-expanded="false">Will it sail?</button></h3><p>{PROSE}</p>')
    assert kinds(page)["Will it sail?"] is BlockKind.HEADING
    assert "Will it sail?" in shown(page)


def test_headings_are_told_by_element_or_role():
    page = read('<h2>One</h2><div role="heading" aria-level="3">Two</div><details><summary>Three</summary>x</details>')
    assert [(page.of(b), b.level) for b in page.blocks if b.kind is BlockKind.HEADING] == [
        ("One", 2),
        ("Two", 3),
        ("Three", 3),
    ]


def test_cells_know_their_place_under_spans():
    page = read(
        '<table><tr><th rowspan="2">Name</th><th colspan="2">Votes</th></tr><tr><th>May</th><th>June</th></tr>'
        "<tr><td>Vera</td><td>Agree</td><td>Uncertain</td></tr></table>"
    )
    places = {page.of(block): (block.cell.row, block.cell.column) for block in page.blocks}
    assert places == {
        "Name": (0, 0),
        "Votes": (0, 1),
        "May": (1, 1),
        "June": (1, 2),
        "Vera": (2, 0),
        "Agree": (2, 1),
        "Uncertain": (2, 2),
    }


@pytest.mark.parametrize(
    "page",
    [
        f'<table role="presentation"><tr><td>Menu</td><td><p>{PROSE}</p></td></tr></table>',
        f"<table><tr><td>Menu</td><td><h1>Title of the page</h1><p>{PROSE}</p></td></tr></table>",
        f"<table><tr><td><p>{PROSE}</p></td></tr></table>",
        f"<table><tr><td>x</td><td><table><tr><td>a</td><td>b</td></tr></table><p>{PROSE}</p></td></tr></table>",
    ],
)
def test_a_table_that_arranges_the_page_is_no_table(page):
    found = [block for block in (read(page)).blocks if block.end - block.start > 100]
    assert [(block.kind, block.cell) for block in found] == [(BlockKind.PARAGRAPH, None)]


def test_a_caption_knows_its_picture_whichever_comes_first():
    page = read(
        '<figure><figcaption>The wall</figcaption><img src="wall.jpg"></figure><figure><img src="b.jpg"><figcaption>B</figcaption></figure>'
    )
    assert [(page.of(b), b.image) for b in page.blocks if b.kind is BlockKind.CAPTION] == [
        ("The wall", "wall.jpg"),
        ("B", "b.jpg"),
    ]


def test_drawn_quotation_marks_are_written_out():
    assert shown(read("<p><q>It will sail</q>, she said.</p>")) == ["“It will sail”, she said."]


def test_runs_keep_what_is_bold_by_element_or_style():
    page = read('<p><b>Vera:</b> yes</p><p><span style="font-weight: 700">Tomas:</span> no</p>')
    bold = [page.text[run.start : run.end] for block in page.blocks for run in block.runs if run.style is Style.BOLD]
    assert bold == ["Vera:", "Tomas:"]


def test_definition_lists_keep_name_and_answer_apart():
    assert shown(read("<dl><dt>Vera</dt><dd>It will.</dd><dt>Tomas</dt><dd>It won’t.</dd></dl>")) == [
        "Vera",
        "It will.",
        "Tomas",
        "It won’t.",
    ]


def test_what_a_page_says_of_itself_is_metadata_with_its_place():
    head = (
        '<title>Nine answers | The Paper</title><meta property="og:site_name" content="The Paper">'
        '<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"Nine answers","datePublished":"2025-03-04","author":[{"name":"Ada Quist"}]}]}</script>'
    )
    page = read(f"<p>{PROSE}</p>", head=head)
    told = [(block.label, page.of(block), block.where) for block in page.blocks if block.kind is BlockKind.META]
    assert told == [
        ("title", "Nine answers", "JSON-LD"),
        ("published", "2025-03-04", "JSON-LD"),
        ("author", "Ada Quist", "JSON-LD"),
        ("site name", "The Paper", "meta og:site_name"),
        ("title", "Nine answers | The Paper", "title"),
    ]


@pytest.mark.parametrize(
    "data", ["[" * 100_000, '{"@type": "NewsArticle", "headline": 7}', '{"@graph": {"@graph": 1}}', '"text"', "{"]
)
def test_broken_linked_data_is_passed_over(data):
    page = read("<p>The text stands.</p>", head=f'<script type="application/ld+json">{data}</script>')
    assert shown(page) == ["The text stands."]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ('<meta charset="windows-1251"><p>Москва</p>'.encode("cp1251"), "Москва"),
        ('<meta charset="iso-8859-1"><p>“café”</p>'.encode("cp1252"), "“café”"),
        ("\ufeff<p>naïve</p>".encode(), "naïve"),
        ("<html><p>naïve – yes</p></html>".encode("utf-16"), "naïve – yes"),
        ("<html><body><p>naïve – yes, it is</p></body></html>".encode("utf-16-le"), "naïve – yes, it is"),
        ('<meta charset="no-such-thing"><p>naïve</p>'.encode(), "naïve"),
        ('<meta charset="utf-8"><p>na\xefve caf\xe9</p>'.encode("latin-1"), "naïve café"),
        (b'<meta charset="rot13"><p>plain</p>', "plain"),
    ],
)
def test_encodings_are_found_out(data, text):
    assert read_source(data, name="page.html").text == text


def test_the_foot_of_a_quotation_says_whose_it_is():
    page = read(
        "<article><blockquote><p>It will hold for a generation, and longer if somebody paints it.</p>"
        "<footer><cite>Ada Kern</cite>, engineer</footer></blockquote></article><footer>Imprint</footer>"
    )
    said, whose, imprint = page.blocks
    assert (whose.region, imprint.region) == (Region.BODY, Region.CHROME)
    assert said.parent == whose.parent


def test_a_linked_name_over_words_is_no_list_of_links():
    page = read(
        "<main><div class='card'><div class='name'><a href='/ada'>Ada Kern</a></div></div>"
        "<p>It will hold for a generation, and longer if somebody paints it every spring.</p>"
        "<div><a href='/1'>What the bridge cost</a></div><div><a href='/2'>Who painted it last</a></div></main>"
    )
    assert [block.region for block in page.blocks] == [Region.BODY, Region.BODY, Region.RELATED, Region.RELATED]
