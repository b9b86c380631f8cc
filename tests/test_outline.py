"""The layout of prose: title, sections, paragraphs, lists, sentences, quotations."""

from __future__ import annotations

import pytest

from graphkit.outline import make_outline, title_of
from graphkit.records import Block, BlockKind, Description, Document, Outline, SectionKind, Span

TEMPLATE = """Wigan Council: warm homes

Wigan Council set up a scheme for cold homes.

The challenge

Homes were cold.

The solution

The team fitted boilers.

The impact

Bills fell.

Lessons learned

Start early.

How is the approach being sustained?

Funding runs on.

Contact details

Jane Smith

Public Health Manager

Wigan Council

jane@example.org
"""
BANNER = "Tell us what you think of our beta website\n\n"


def outline(text: str, *, title: str = "", given: str = "", blocks: tuple[Block, ...] = ()) -> Outline:
    return make_outline(Document("a", "a.txt", text, title, Description("a.txt", title=given), blocks))


def paragraphs(found: Outline) -> list[str]:
    return [" ".join(p.span.of(found.text).split()) for p in found.paragraphs]


def items(found: Outline) -> list[str]:
    return [p.span.of(found.text) for p in found.paragraphs if p.is_item]


def kinds(found: Outline) -> list[str]:
    return [section.kind for section in found.sections]


# -- title -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "title",
    [
        "Wigan Council: warm homes",
        "Wigan Council - warm homes for all",
        "London Borough of Camden opens its doors",
        "Kent County Council’s warm homes scheme",
        "Warm homes in Wigan",
        "Warm homes",
        "WARM HOMES IN WIGAN",
        "What makes a home warm?",
        "Rotherham, Doncaster and Barnsley: three towns and a plan",
        "A very long title that goes on about warm homes, cold homes, and all that the council did in between them",
    ],
)
def test_title_of_any_form_is_found(title: str) -> None:
    found = outline(f"{title}\n\nThe council set up a scheme. It went well.\n")
    assert found.title is not None
    assert found.title.of(found.text) == title
    assert title_of(found) == title


def test_banner_above_the_title_is_no_title_and_no_prose() -> None:
    found = outline(BANNER + TEMPLATE)
    assert title_of(found) == "Wigan Council: warm homes"
    assert not any("website" in words for words in paragraphs(found))


def test_prose_without_a_title_has_none_and_is_called_by_its_file() -> None:
    found = outline("The council set up a scheme. It went well.\n")
    assert found.title is None
    assert title_of(found) == "a.txt"
    assert len(found.sentences) == 2


def test_title_of_the_source_table_stands_before_that_of_the_text() -> None:
    found = outline(TEMPLATE, given="Warm  homes in Wigan")
    assert title_of(found) == "Warm homes in Wigan"


def test_line_that_is_the_title_of_the_source_table_is_the_title() -> None:
    text = "Housing and homes\n\nWarm homes\n\nThe council set up a scheme.\n"
    found = outline(text, given="Warm homes")
    assert found.title == Span(text.index("Warm"), text.index("Warm") + 10)
    assert paragraphs(found) == ["The council set up a scheme."]


def test_title_over_two_lines_of_white_space_is_one_line() -> None:
    assert title_of(outline("x.", title="Warm\n homes")) == "Warm homes"


# -- sections --------------------------------------------------------------------------------------


def test_template_gives_its_sections_by_kind() -> None:
    assert kinds(outline(TEMPLATE)) == ["intro", "challenge", "solution", "impact", "lessons", "sustained", "contact"]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("The challenge", SectionKind.CHALLENGE),
        ("Background and context", SectionKind.CHALLENGE),
        ("Why we did it", SectionKind.CHALLENGE),
        ("The approach", SectionKind.SOLUTION),
        ("What we did", SectionKind.SOLUTION),
        ("Outcomes", SectionKind.IMPACT),
        ("The difference it made", SectionKind.IMPACT),
        ("What was learned", SectionKind.LESSONS),
        ("Next steps", SectionKind.SUSTAINED),
        ("Looking ahead", SectionKind.SUSTAINED),
        ("Further information", SectionKind.CONTACT),
        ("Mobile libraries", SectionKind.OTHER),
    ],
)
def test_heading_says_the_kind_of_its_section(heading: str, kind: SectionKind) -> None:
    found = outline(f"Warm homes\n\nIt began small.\n\n{heading}\n\nThe rest stands here.\n")
    assert found.sections[-1].kind is kind
    assert found.sections[-1].heading == heading


def test_sections_follow_one_another_without_a_gap_to_the_end() -> None:
    found = outline(TEMPLATE)
    ends = [section.span.end for section in found.sections]
    starts = [section.span.start for section in found.sections[1:]]
    assert ends == [*starts, len(TEMPLATE)]


@pytest.mark.parametrize("written", ["## {}", "{}:", "#### {}", "{}"])
def test_heading_is_known_however_it_is_marked(written: str) -> None:
    marked = "# Warm homes\n\nIt began small.\n\n" + "".join(
        f"{written.format(head)}\n\nHomes were cold.\n\n" for head in ("The challenge", "The impact")
    )
    found = outline(marked)
    assert kinds(found) == ["intro", "challenge", "impact"]
    assert title_of(found) == "Warm homes"


def test_text_without_headings_is_one_section() -> None:
    found = outline("Warm homes\n\nIt began small. It grew.\n\nNow it is large.\n")
    assert kinds(found) == ["intro"]


def test_line_at_the_end_with_nothing_under_it_is_no_heading() -> None:
    found = outline("Warm homes\n\nIt began small.\n\nPictures by the housing team\n")
    assert kinds(found) == ["intro"]
    assert paragraphs(found)[-1] == "Pictures by the housing team"


def test_lines_of_the_contact_block_are_no_headings() -> None:
    found = outline(TEMPLATE)
    contact = [p.span.of(TEMPLATE) for p in found.paragraphs if found.sections[p.section].kind is SectionKind.CONTACT]
    assert contact == ["Jane Smith", "Public Health Manager", "Wigan Council", "jane@example.org"]


def test_digest_has_a_section_for_each_council() -> None:
    found = outline("Three towns\n\nWigan Council\n\nIt runs a hub.\n\nLeeds City Council\n\nIt runs a clinic.\n")
    assert [section.heading for section in found.sections if section.heading] == ["Wigan Council", "Leeds City Council"]


@pytest.mark.parametrize(
    "line", ["View all housing articles", "Share this", "Print this page", "www.example.org/a", "Cookies"]
)
def test_furniture_of_the_page_is_no_prose(line: str) -> None:
    found = outline(f"Warm homes\n\nIt began small.\n\n{line}\n\nIt grew.\n")
    assert paragraphs(found) == ["It began small.", "It grew."]


# -- paragraphs and lists --------------------------------------------------------------------------

LISTS = {
    "bullets": "- heating bills\n- boiler repairs\n- loft insulation",
    "dots": "• heating bills\n• boiler repairs\n• loft insulation",
    "numbers": "1. heating bills\n2. boiler repairs\n3. loft insulation",
    "numbers and brackets": "  1) heating bills\n  2) boiler repairs\n  3) loft insulation",
    "letters": "a) heating bills\nb) boiler repairs\nc) loft insulation",
    "blank lines between": "- heating bills\n\n- boiler repairs\n\n- loft insulation",
    "bullets that were lost": "heating bills\n\nboiler repairs\n\nloft insulation",
}


@pytest.mark.parametrize("written", LISTS.values(), ids=LISTS)
def test_list_items_know_the_words_that_bring_them_in(written: str) -> None:
    found = outline(f"Warm homes\n\nIt helps with:\n\n{written}\n\nThe scheme ended in May.\n")
    assert items(found) == ["heating bills", "boiler repairs", "loft insulation"]
    leads = {found.paragraphs[p.lead_in].span.of(found.text) for p in found.paragraphs if p.is_item}
    assert leads == {"It helps with:"}
    assert not found.paragraphs[-1].is_item


def test_list_does_not_reach_over_a_heading() -> None:
    found = outline("Warm homes\n\nIt helps with:\n\n- bills\n\nThe impact\n\n- repairs went up\n")
    assert [p.lead_in for p in found.paragraphs] == [-1, 0, -1]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    found = outline(
        "Warm homes\n\nThe council set up the scheme in the spring of that year and asked its\n"
        "Housing Team to find the coldest homes in the borough, street by street,\nbefore the winter came.\n\nIt grew.\n"
    )
    assert len(found.paragraphs) == 2
    assert len(found.sentences) == 2


def test_short_lines_stay_apart() -> None:
    found = outline("Warm homes\n\nIt began small.\n\nContact details\n\nJane Smith\nHead of Housing\nWigan Council\n")
    assert paragraphs(found)[1:] == ["Jane Smith", "Head of Housing", "Wigan Council"]


def test_every_sentence_lies_in_its_paragraph_and_section() -> None:
    found = outline(BANNER + TEMPLATE)
    for sentence in found.sentences:
        assert found.paragraphs[sentence.paragraph].span.holds(sentence.span)
        assert found.sections[sentence.section].span.holds(sentence.span)


def test_offsets_are_those_of_a_text_with_odd_spaces_and_quotes() -> None:
    text = "Warm\u00a0homes\n\n“It’s warm,” they said.\u2003It grew.\n"
    found = outline(text)
    assert [s.span.of(text) for s in found.sentences] == ["“It’s warm,” they said.", "It grew."]


# -- marked text -----------------------------------------------------------------------------------


def marked(*parts: tuple[BlockKind, str, int]) -> Outline:
    text, blocks = "", []
    for kind, words, level in parts:
        blocks.append(Block(Span(len(text), len(text) + len(words)), kind, level))
        text += words + "\n\n"
    return outline(text, blocks=tuple(blocks))


def test_marks_of_the_format_are_taken_as_they_are() -> None:
    found = marked(
        (BlockKind.TITLE, "Warm homes", 1),
        (BlockKind.PARAGRAPH, "It began small.", 0),
        (BlockKind.HEADING, "It grew, and grew.", 2),
        (BlockKind.PARAGRAPH, "Boilers in every street", 0),
        (BlockKind.PARAGRAPH, "It helps with", 0),
        (BlockKind.ITEM, "Bills.", 0),
    )
    assert title_of(found) == "Warm homes"
    assert [(s.heading, s.level) for s in found.sections] == [("", 0), ("It grew, and grew.", 2)]
    assert paragraphs(found) == ["It began small.", "Boilers in every street", "It helps with", "Bills."]
    assert items(found) == ["Bills."]


def test_what_stands_before_a_marked_title_is_no_prose() -> None:
    found = marked(
        (BlockKind.PARAGRAPH, "Menu and such", 0),
        (BlockKind.TITLE, "Warm homes", 1),
        (BlockKind.PARAGRAPH, "It began.", 0),
    )
    assert paragraphs(found) == ["It began."]


def test_marked_item_knows_its_lead_in() -> None:
    found = marked(
        (BlockKind.TITLE, "Warm homes", 1), (BlockKind.PARAGRAPH, "It helps with:", 0), (BlockKind.ITEM, "bills", 0)
    )
    assert items(found) == ["bills"]
    assert [paragraph.lead_in for paragraph in found.paragraphs] == [-1, 0]


# -- quotations ------------------------------------------------------------------------------------


def quotations(body: str) -> list[tuple[str, str]]:
    found = outline(f"Warm homes\n\n{body}\n")
    text = found.text
    return [(q.span.of(text), q.speaker.of(text) if q.speaker else "") for q in found.quotations]


@pytest.mark.parametrize(("open_mark", "close_mark"), ["“”", '""'])
def test_speaker_stands_before_the_words(open_mark: str, close_mark: str) -> None:
    words = f"{open_mark}We began with very small steps.{close_mark}"
    assert quotations(f"Ms Mills said: {words}") == [(words, "Ms Mills said:")]


@pytest.mark.parametrize(("open_mark", "close_mark"), ["“”", '""'])
def test_speaker_stands_after_the_words(open_mark: str, close_mark: str) -> None:
    words = f"{open_mark}We began with very small steps,{close_mark}"
    assert quotations(f"{words} said Ms Mills.") == [(words, "said Ms Mills.")]


def test_speaker_stands_between_two_parts() -> None:
    found = quotations("“We began with very small steps,” Ms Mills said. “Then it grew and grew again.”")
    assert [speaker for _, speaker in found] == ["Ms Mills said."] * 2


def test_speaker_stands_in_the_paragraph_before() -> None:
    found = quotations("Ms Mills said it was hard work.\n\n“We began with very small steps.”")
    assert found[0][1] == "Ms Mills said it was hard work."


@pytest.mark.parametrize(("open_mark", "close_mark"), ["“”", '""'])
def test_quotation_over_several_paragraphs_keeps_its_speaker(open_mark: str, close_mark: str) -> None:
    found = quotations(
        f"Ms Mills said: {open_mark}We began with very small steps.\n\n{open_mark}Then it grew and grew again.\n\n"
        f"{open_mark}It was well worth the while.{close_mark}"
    )
    assert [speaker for _, speaker in found] == ["Ms Mills said:"] * 3


def test_name_in_quotation_marks_has_no_speaker() -> None:
    assert quotations("The council said the “Warm Start” scheme went well.") == [("“Warm Start”", "")]


def test_sentences_know_the_quotation_they_lie_in() -> None:
    found = outline(
        "Warm homes\n\n“We began with very small steps. Then it grew and grew again,” said Ms Mills.\n\nIt grew on.\n"
    )
    assert [s.quotation for s in found.sentences] == [0, 0, -1]


def test_apostrophes_and_single_marks_open_no_quotation() -> None:
    assert quotations("The council’s ‘different conversation’ with the residents’ group went well.") == []
