import io

import docx
from builders.documents import WORD, word_package, word_paragraph

from weighin.reading.page import BlockKind, Region, Style
from weighin.reading.sources import read_source

STYLES = f"""<w:styles xmlns:w="{WORD}">
<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Frage"><w:name w:val="Our question"/><w:basedOn w:val="berschrift2"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Bild"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Intense Quote"/></w:style>
<w:style w:type="character" w:styleId="Fett"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style></w:styles>"""
NUMBERING = f"""<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>"""
PART = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    + "".join(
        f'<Relationship Id="{part}" Type="{PART}/{part}" Target="{part}.xml"/>'
        for part in ("styles", "numbering", "footnotes")
    )
    + "</Relationships>"
)
FOOTNOTES = f'<w:footnotes xmlns:w="{WORD}"><w:footnote w:type="separator" w:id="0"/><w:footnote w:id="1">{word_paragraph("A note.")}</w:footnote></w:footnotes>'


def read(body):
    parts = {
        "word__styles_xml": STYLES,
        "word__numbering_xml": NUMBERING,
        "word__footnotes_xml": FOOTNOTES,
        "word___rels__document.xml_rels": RELATIONS,
    }
    return read_source(word_package(body, **{name: content.encode() for name, content in parts.items()}), name="a.docx")


def shown(page):
    return [page.of(block) for block in page.blocks if block.region is Region.BODY]


def item(text, *, level=0, numbering=1):
    return f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{numbering}"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def test_inserted_text_counts_and_deleted_text_does_not():
    page = read(
        "<w:p><w:r><w:t>It will </w:t></w:r><w:ins><w:r><w:t>surely </w:t></w:r></w:ins><w:del><w:r><w:delText>never </w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>soon </w:t></w:r></w:moveFrom><w:r><w:t>sail.</w:t></w:r></w:p>"
    )
    assert shown(page) == ["It will surely sail."]


def test_what_stands_in_a_box_is_read_once_after_its_paragraph():
    box = f"<w:txbxContent>{word_paragraph('In the box.')}</w:txbxContent>"
    page = read(
        "<w:p><w:r><w:t>Beside it.</w:t></w:r><w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert shown(page) == ["Beside it.", "In the box."]


def test_content_controls_links_and_fields_show_what_a_reader_sees():
    page = read(
        f"<w:sdt><w:sdtContent>{word_paragraph('Controlled.')}</w:sdtContent></w:sdt>"
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK</w:instrText></w:r><w:hyperlink><w:r><w:t>A link</w:t></w:r></w:hyperlink></w:p>'
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>Seen.</w:t></w:r></w:p>"
    )
    assert shown(page) == ["Controlled.", "A link", "Seen."]
    assert [run.style for block in page.blocks for run in block.runs] == [Style.LINK]


def test_headings_are_told_by_style_in_any_language_by_inheritance_and_by_outline():
    page = read(
        word_paragraph("The title", style="Titel")
        + word_paragraph("A heading", style="berschrift2")
        + word_paragraph("A question", style="Frage")
        + '<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>By outline</w:t></w:r></w:p>'
    )
    found = [(page.of(block), block.level) for block in page.blocks if block.kind is BlockKind.HEADING]
    assert found == [("The title", 1), ("A heading", 3), ("A question", 3), ("By outline", 2)]


def test_captions_and_quotations_are_told_by_style():
    page = read(
        word_paragraph("The wall. Photo: A", style="Bild") + word_paragraph("It will outlast us.", style="Zitat")
    )
    assert [block.kind for block in page.blocks][:2] == [BlockKind.CAPTION, BlockKind.QUOTE]


def test_a_list_item_has_the_number_that_its_reader_sees():
    page = read(
        item("a") + item("b", level=1) + item("c", level=1) + item("d") + item("e", level=1) + item("f", numbering=2)
    )
    assert [block.marker for block in page.blocks if block.kind is BlockKind.LIST_ITEM] == [
        "1.",
        "a)",
        "b)",
        "2.",
        "a)",
        "•",
    ]


def test_bold_comes_from_the_run_or_from_its_style():
    page = read(
        '<w:p><w:r><w:rPr><w:rStyle w:val="Fett"/></w:rPr><w:t>Vera: </w:t></w:r><w:r><w:t>yes</w:t></w:r></w:p>'
        '<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Tomas: </w:t></w:r><w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>no</w:t></w:r></w:p>'
    )
    assert [page.text[run.start : run.end] for block in page.blocks for run in block.runs] == ["Vera:", "Tomas:"]


def test_cells_know_their_place_under_merged_ones_and_tables_inside_are_read():
    page = read(
        "<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr>" + word_paragraph("Name")
        + "</w:tc><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>" + word_paragraph("Votes") + "</w:tc></w:tr>"
        "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc>" + word_paragraph("May") + "</w:tc><w:tc>" + word_paragraph("June")
        + "<w:tbl><w:tr><w:tc>" + word_paragraph("inside") + "</w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>"
    )  # fmt: skip
    places = [
        (page.of(block), block.cell and (block.cell.row, block.cell.column))
        for block in page.blocks
        if block.region is Region.BODY
    ]
    assert places == [("Name", (0, 0)), ("Votes", (0, 1)), ("May", (1, 1)), ("June", (1, 2)), ("inside", None)]


def test_footnotes_are_kept_beside_the_article():
    page = read(word_paragraph("The text."))
    assert [(page.of(block), block.region) for block in page.blocks] == [
        ("The text.", Region.BODY),
        ("A note.", Region.RELATED),
    ]


def test_headers_and_footers_are_no_text_and_properties_are_metadata():
    document = docx.Document()
    document.core_properties.title = "Nine answers"
    document.core_properties.author = "Ada Quist"
    document.sections[0].header.paragraphs[0].text = "The Paper"
    document.add_paragraph("The text.")
    saved = io.BytesIO()
    document.save(saved)
    page = read_source(saved.getvalue(), name="a.docx")
    assert page.text == "Nine answers\n\nAda Quist\n\nThe text."
    assert [block.label for block in page.blocks] == ["title", "author", ""]
