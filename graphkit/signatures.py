"""What a file truly is where its first bytes say so: people rename PDFs and Word files to ``.txt``."""

from __future__ import annotations

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word, Excel or Outlook file, or an encrypted one"),
    (b"{\\rtf", "a Rich Text (RTF) file"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf'\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"OggS", "a sound file"),
    (b"ID3", "a sound file"),
    (b"PAR1", "a Parquet table"),
)
# A ZIP names its members in plain bytes, so its kind is known without opening it: nothing is ever unpacked.
_ZIPS: tuple[tuple[bytes, str], ...] = (
    (b"word/vbaProject.bin", "a Word document with macros (.docm)"),
    (b"word/", "a Word document (.docx)"),
    (b"xl/", "an Excel workbook (.xlsx)"),
    (b"ppt/", "a PowerPoint presentation (.pptx)"),
    (b"mimetypeapplication/vnd.oasis.opendocument", "an OpenDocument file (.odt)"),
    (b"mimetypeapplication/epub", "an e-book (.epub)"),
)
_LOOK_AT = 1 << 16


def foreign_format(data: bytes) -> str:
    """The format that the bytes are, with its article, where they are no text at all; else nothing.

    >>> foreign_format(b"%PDF-1.7 ...")
    'a PDF'
    """
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        ends = data[:_LOOK_AT] + data[-_LOOK_AT:]
        return next((name for part, name in _ZIPS if part in ends), "a ZIP archive")
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "a WebP image"
    if data[4:8] == b"ftyp":
        return "a video or an image of a phone"
    return next((name for start, name in _STARTS if data.startswith(start)), "")
