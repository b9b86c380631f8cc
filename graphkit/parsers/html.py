"""A web page as a browser saves it: menus, banners and footers taken off, the rest made into text with its layout.

trafilatura (Barbaresi 2021, ACL demo papers) says what of a page is its article. Where the page is too small for it, or
it lost much of a region that the page itself calls its article, that region is taken as it stands.
"""

from __future__ import annotations

import codecs
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import lxml.html
from lxml import etree

from graphkit.errors import UnreadableDocumentError
from graphkit.records import Block, BlockKind, ParsedText, Source, Span
from graphkit.signatures import foreign_format

suffixes = (".html", ".htm")

_MAX_BYTES = 20_000_000
# Below this trafilatura falls back to dumps without layout.
_FEW_CHARACTERS = 300
_LEAST_SHARE = 0.6
_LATIN = {"iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1", "us-ascii", "ascii", "windows-1252", "cp1252"}
_HIGH = {byte: bytes([byte]).decode("cp1252") for byte in range(0x80, 0xA0) if byte not in b"\x81\x8d\x8f\x90\x9d"}
_LOST = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError, etree.LxmlError)

# Its remarks about a page would stand between the lines of the build.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())


def parse(source: Source) -> ParsedText:
    """The words of the page's article: its title, then blocks with an empty line between, list items on lines of "- ".

    Raises:
        UnreadableDocumentError: It is another format, nested too deep, too large, or without words.
    """
    _refuse_what_is_no_page(source)
    tree = _tree(source)
    _prune(tree)
    title = _title(tree)
    pieces = [piece for piece in _pieces(tree) if any(c.isalnum() for c in piece.text)]
    same = next((i for i, piece in enumerate(pieces) if piece.kind is BlockKind.HEADING and piece.text == title), -1)
    if same >= 0:
        del pieces[same]
    if not pieces:
        raise UnreadableDocumentError(
            "no words in the page.", where=source.path, todo="Save the page again with its text, or remove the file."
        )
    if title:
        pieces.insert(0, _Piece(BlockKind.TITLE, title))
    return _laid_out(title, pieces)


# -- from bytes to a tree --------------------------------------------------------------------------


def _refuse_what_is_no_page(source: Source) -> None:
    if name := foreign_format(source.data):
        raise UnreadableDocumentError(
            f"not a web page but {name}.", where=source.path, todo="Save its words as plain text in UTF-8."
        )
    if len(source.data) > _MAX_BYTES:
        raise UnreadableDocumentError(
            f"a page of {len(source.data)} bytes; at most {_MAX_BYTES} are read.",
            where=source.path,
            todo="Save the words of the page as plain text.",
        )


def _tree(source: Source) -> lxml.html.HtmlElement:
    text = _decoded(source.data).replace("\x00", "")
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError as error:
        raise UnreadableDocumentError(
            "empty.", where=source.path, todo="Save the page again, or remove the file."
        ) from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise UnreadableDocumentError(
            "elements nested more than 2000 deep.", where=source.path, todo="Save the words of the page as plain text."
        )
    return tree


def _decoded(data: bytes) -> str:
    """The text of the page by its mark, then what it says of itself, then UTF-8, then Windows-1252 as browsers have it.

    A page that says UTF-8 (or another encoding) and is not falls through to the next: its words count, not its label.
    """
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    for name in (_declared(data), "utf-8"):
        try:
            return _windows_1252(data) if name in _LATIN else data.decode(name)
        except (LookupError, ValueError):
            continue
    return _windows_1252(data)


def _declared(data: bytes) -> str:
    """The encoding that a meta element in the first 1,024 bytes names; UTF-8 where it names none that a page may have.

    Python also calls base64, zip and rot13 encodings; UTF-7 hides markup; UTF-16 cannot be where ASCII was just read.
    """
    found = re.search(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", data[:1024], re.IGNORECASE)
    name = found[1].decode("ascii", "replace").lower() if found else "utf-8"
    return name if re.match(r"(windows-|cp)\d+$|iso-?8859-|latin|l1$|(us-)?ascii$|koi8-|mac", name) else "utf-8"


def _windows_1252(data: bytes) -> str:
    """Every byte has a character here: the five that Windows-1252 leaves open are controls, as in browsers."""
    return data.decode("latin-1").translate(_HIGH)


# -- what is no part of the article ----------------------------------------------------------------

_NEVER = etree.XPath(
    "//script|//style|//noscript|//template|//iframe|//object|//embed|//svg|//math|//canvas|//audio|//video|//nav"
    "|//button|//input|//select|//textarea|//dialog|//*[@hidden]"
    "|//header[not(ancestor::article or ancestor::main)]|//footer[not(ancestor::blockquote)]"
    "|//*[@role='navigation' or @role='banner' or @role='contentinfo' or @role='search' or @role='dialog'"
    " or @role='alertdialog' or @role='menu']"
    "|//*[contains(translate(@style, ' ', ''), 'display:none')]"
)
_PERHAPS = etree.XPath(
    "//form|//*[contains(translate(concat(@id, ' ', @class), 'CKONSETGDPR', 'ckonsetgdpr'), 'cookie')"
    " or contains(translate(concat(@id, ' ', @class), 'CKONSETGDPR', 'ckonsetgdpr'), 'gdpr')"
    " or contains(translate(concat(@id, ' ', @class), 'CKONSETGDPR', 'ckonsetgdpr'), 'consent')]"
)
_ARTICLE = etree.XPath("//h1|//main|//article|//body")
_GONE = "gk-gone"


def _prune(tree: lxml.html.HtmlElement) -> None:
    """Take off what is never a part of an article; a form or banner that wraps the whole page stays as a wrapper."""
    for element in _NEVER(tree):
        if element.tag != "body" and element is not tree:
            element.tag = _GONE
    wrappers: set[etree._Element] = set()
    for article in _ARTICLE(tree):
        above = article
        while above is not None and above not in wrappers:
            wrappers.add(above)
            above = above.getparent()
    for element in _PERHAPS(tree):
        if element not in wrappers:
            element.tag = _GONE
        elif element.tag == "form":
            element.tag = "div"
    # Not drop_tree one by one: it joins the text after each to the text before, which is quadratic.
    etree.strip_elements(tree, _GONE, with_tail=False)


# -- what the page says ----------------------------------------------------------------------------


@dataclass(slots=True)
class _Piece:
    """A block before its place in the text is known; ``group`` tells lists apart, ``lead`` stands before the words."""

    kind: BlockKind
    text: str
    level: int = 0
    group: int = 0
    lead: str = ""


def _title(tree: lxml.html.HtmlElement) -> str:
    """The first main heading, else what the page calls itself, without the name of its site."""
    for path in ("//main//h1|//article//h1", "//h1"):
        for heading in tree.xpath(path):
            if words := _one_line("".join(heading.itertext())):
                return words
    for words in tree.xpath("//meta[@property='og:title']/@content"):
        if _one_line(str(words)):
            return _one_line(str(words))
    named = tree.find(".//title")
    return _one_line(str(named.text_content()).split(" | ")[0]) if named is not None else ""


def _pieces(tree: lxml.html.HtmlElement) -> list[_Piece]:
    import trafilatura  # noqa: PLC0415 - 0.15 s that a corpus of plain text need not pay

    region, is_marked = _region(tree)
    whole = list(_walk(region))
    try:
        page = trafilatura.bare_extraction(tree, fast=True, include_comments=False, include_tables=True)
        found = list(_walk(page.body)) if isinstance(page, trafilatura.settings.Document) else []
    except _LOST:
        found = []
    size, least = _size(found), _size(whole) * _LEAST_SHARE if is_marked else 0.0
    return whole if size < _FEW_CHARACTERS or size < least else found


def _size(pieces: list[_Piece]) -> int:
    return sum(len(piece.text) for piece in pieces)


def _region(tree: lxml.html.HtmlElement) -> tuple[lxml.html.HtmlElement, bool]:
    """The page's only article, else its main part, else all of it; and whether the page itself marks it so."""
    for path in ("//article", "//main|//*[@role='main']"):
        found = tree.xpath(path)
        if len(found) == 1:
            return found[0], True
    body = tree.find("body")
    return (tree if body is None else body), False


_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_ITEMS, _QUOTES, _LISTS = {"item", "li", "dd", "dt"}, {"quote", "blockquote"}, {"list", "ul", "ol", "dl"}
_CELLS, _BREAKS, _SKIPPED = {"cell", "td", "th"}, {"lb", "br"}, {"title", "head-title", "graphic", "img"}
_BLOCKS = (
    *("p", "div", "section", "article", "main", "body", "aside", "figure", "figcaption", "address", "header", "footer"),
    *("table", "row", "tr", "tbody", "thead", "tfoot", "caption", "pre", "ab", "hr", "details", "summary", "fieldset"),
    *("html", "center", "form"),
)
_BLOCK_TAGS = {*_BLOCKS, *_HEADINGS, *_ITEMS, *_QUOTES, *_LISTS, "head"}
_BREAK = "\x00"  # no parsed tree holds it


@dataclass(slots=True)
class _Walker:
    """The words since the last border of a block, and the elements that stand open."""

    words: list[str] = field(default_factory=list)
    open: list[tuple[BlockKind, int]] = field(default_factory=list)
    depth: int = 0
    group: int = 0
    is_item_new: bool = False

    def flush(self) -> Iterator[_Piece]:
        """The block that ends here; an empty line made by two breaks ends one too."""
        text, self.words = "".join(self.words), []
        if not text.strip(" \t\r\n\f|" + _BREAK):
            return
        kind, level = self.open[-1] if self.open else (BlockKind.PARAGRAPH, 0)
        for part in re.split(rf"{_BREAK}\s*{_BREAK}[\s{_BREAK}]*", text):
            lines = [line for line in (_one_line(line) for line in part.split(_BREAK)) if line]
            words = " ".join(lines) if kind is BlockKind.HEADING else "\n".join(lines)
            if not words:
                continue
            lead = ""
            if kind is BlockKind.ITEM:
                lead = "  " * max(self.depth - 1, 0) + ("- " if self.is_item_new else "  ")
                self.is_item_new = False
            yield _Piece(kind, words, level, self.group if lead else 0, lead)


def _walk(root: etree._Element) -> Iterator[_Piece]:
    """The blocks of a tree in order: HTML's own elements and those that trafilatura makes of them."""
    walker = _Walker()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = str(element.tag)
        if event == "start":
            if tag in _BLOCK_TAGS:
                yield from walker.flush()
                _enter(walker, tag, element)
            elif tag in _BREAKS:
                walker.words.append(_BREAK)
            elif tag in _CELLS and any(word.strip() for word in walker.words):
                walker.words.append(" | ")
            if tag not in _SKIPPED:
                walker.words.append((element.text or "").replace(_BREAK, ""))
        else:
            if tag in _BLOCK_TAGS:
                yield from walker.flush()
                _leave(walker, tag)
            if element is not root:
                walker.words.append((element.tail or "").replace(_BREAK, ""))
    yield from walker.flush()


def _enter(walker: _Walker, tag: str, element: etree._Element) -> None:
    if tag in _HEADINGS or tag == "head":
        level = _HEADINGS.get(tag) or _HEADINGS.get(str(element.get("rend")), 2)
        walker.open.append((BlockKind.HEADING, level))
    elif tag in _ITEMS:
        walker.open.append((BlockKind.ITEM, 0))
        walker.is_item_new = True
    elif tag in _QUOTES:
        walker.open.append((BlockKind.QUOTE, 0))
    elif tag in _LISTS:
        walker.group += walker.depth == 0
        walker.depth += 1


def _leave(walker: _Walker, tag: str) -> None:
    if tag in _HEADINGS or tag == "head" or tag in _ITEMS or tag in _QUOTES:
        walker.open.pop()
    elif tag in _LISTS:
        walker.depth -= 1


def _one_line(text: str) -> str:
    """Runs of HTML's white space made one space; a no-break space is a character of the text and stays."""
    return re.sub("[ \t\n\r\f]+", " ", text).strip(" ")


def _laid_out(title: str, pieces: list[_Piece]) -> ParsedText:
    """The text, and where in it each block stands; the span of an item does not hold its dash."""
    parts: list[str] = []
    blocks: list[Block] = []
    at = 0
    for number, piece in enumerate(pieces):
        is_same_list = number > 0 and piece.group > 0 and piece.group == pieces[number - 1].group
        before = ("" if number == 0 else "\n" if is_same_list else "\n\n") + piece.lead
        start = at + len(before)
        at = start + len(piece.text)
        parts += [before, piece.text]
        blocks.append(Block(Span(start, at), piece.kind, piece.level))
    return ParsedText("".join([*parts, "\n"]), title, tuple(blocks))
