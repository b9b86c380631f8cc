"""From paths to documents."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from graphkit.corpus import find_corpus, read_documents
from graphkit.errors import ClashingDocumentsError, InputMissingError, SourcesError, UnreadableDocumentError
from graphkit.sources import read_sources

posix = pytest.mark.skipif(os.name != "posix", reason="needs links and pipes of POSIX")


def make(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, words in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(words if isinstance(words, bytes) else words.encode())
    return folder


def read(*paths: Path):
    corpus = find_corpus(paths)
    notes = list(corpus.notes)
    documents, errors = read_documents(corpus, notes.append)
    return documents, (*corpus.errors, *errors), notes


def test_folder_of_documents_inside_the_folder_is_the_corpus(tmp_path):
    make(tmp_path, {"documents/lga/A one.txt": "Wigan", "decisions/a.toml": "x", "documents/b.html": "<p>Leeds</p>"})
    corpus = find_corpus([tmp_path])
    assert (corpus.folder, corpus.home) == (tmp_path / "documents", tmp_path)
    documents, errors = read_documents(corpus)
    assert [(d.slug, d.file_name, d.text) for d in documents] == [
        ("b", "b.html", "Leeds\n"),
        ("lga-a-one", "lga/A one.txt", "Wigan"),
    ]
    assert errors == ()


def test_folder_without_documents_is_the_corpus_itself_less_decisions_and_claims(tmp_path):
    make(tmp_path, {"a.txt": "Wigan", "decisions/b.txt": "x", "claims/c.txt": "x", "sub/d.txt": "Leeds"})
    corpus = find_corpus([tmp_path])
    assert (corpus.folder, corpus.home) == (tmp_path, tmp_path)
    assert [file.name for file in corpus.files] == ["a.txt", "sub/d.txt"]


@pytest.mark.parametrize("named", ["documents/lga/a.txt", "documents/*/a.txt", "documents/lga"])
def test_file_glob_and_folder_give_a_document_one_name(tmp_path, named):
    make(tmp_path, {"documents/lga/a.txt": "Wigan", "documents/b.txt": "Leeds"})
    documents, errors, _ = read(tmp_path / named)
    expected = "a.txt" if named.endswith("lga") else "lga/a.txt"
    assert [document.file_name for document in documents] == [expected]
    assert errors == ()


def test_file_beside_sources_csv_is_below_that_folder(tmp_path):
    make(tmp_path, {"sources.csv": "file,title\nsub/a.txt,Named\n", "sub/a.txt": "Wigan"})
    documents, errors, _ = read(tmp_path / "sub" / "a.txt")
    assert [(document.file_name, document.title) for document in documents] == [("sub/a.txt", "Named")]
    assert errors == ()


def test_home_is_found_from_within_the_folder_of_documents(tmp_path, monkeypatch):
    make(tmp_path, {"documents/a.txt": "Wigan", "sources.csv": "file,title\na.txt,Named\n"})
    monkeypatch.chdir(tmp_path / "documents")
    for path in ("a.txt", "."):
        corpus = find_corpus([Path(path)])
        assert corpus.home.resolve() == tmp_path.resolve()
        assert read_documents(corpus)[0][0].title == "Named"


def test_same_file_named_twice_is_one_document(tmp_path):
    make(tmp_path, {"a.txt": "Wigan"})
    documents, _, notes = read(tmp_path, tmp_path / "a.txt", tmp_path / "*.txt")
    assert len(documents) == 1
    assert notes == []


def test_readme_licence_sources_and_hidden_files_are_no_documents(tmp_path):
    make(
        tmp_path,
        {
            "README.md": "x",
            "readme.txt": "x",
            "LICENSE.txt": "x",
            "sources.csv": "file\n",
            ".a.txt": "x",
            ".g/a.txt": "x",
        },
    )
    with pytest.raises(InputMissingError):
        find_corpus([tmp_path])


def test_earlier_output_and_files_of_a_saved_page_are_no_documents(tmp_path):
    make(tmp_path, {"a.html": "<p>Wigan</p>", "a_files/advert.html": "<p>x</p>", "b_files/c.txt": "Leeds"})
    make(tmp_path, {"exports/map.html": "<p>x</p>", "exports/.graphkit/lock": ""})
    assert [document.file_name for document in read(tmp_path)[0]] == ["a.html", "b_files/c.txt"]


def test_path_that_is_not_there_names_the_nearest(tmp_path):
    make(tmp_path, {"blackpool.txt": "x", "wigan.txt": "x"})
    with pytest.raises(InputMissingError) as caught:
        find_corpus([tmp_path / "wigan.txt", tmp_path / "blackpol.txt"])
    here = tmp_path.as_posix()
    assert str(caught.value) == (
        f"{here}/blackpol.txt: no such document. There is {here}/blackpool.txt. Nothing was written."
    )
    assert caught.value.status == 3


def test_folder_misspelt_names_the_nearest_folder(tmp_path):
    make(tmp_path, {"seeds/a.txt": "x"})
    with pytest.raises(InputMissingError, match=r"There is .*/seeds\. Nothing"):
        find_corpus([tmp_path / "sedes" / "a.txt"])


@pytest.mark.parametrize("name", ["x" * 300 + ".txt", "no*match.txt", "a\x00b.txt"])
def test_impossible_paths_are_missing(tmp_path, name):
    with pytest.raises(InputMissingError):
        find_corpus([tmp_path / name])


def test_other_suffix_is_named_and_not_fatal(tmp_path):
    make(tmp_path, {"a.TXT": "Wigan", "notes.docx": b"PK", "plain": "x"})
    documents, errors, notes = read(tmp_path)
    assert [document.file_name for document in documents] == ["a.TXT"]
    assert errors == ()
    assert [note.rpartition("/")[2].split(":")[0] for note in notes] == ["notes.docx", "plain"]
    assert "graphkit reads .htm, .html" in notes[0]


def test_bad_document_costs_itself_alone(tmp_path):
    make(tmp_path, {"a.txt": "Wigan", "b.txt": b"\xff\xfea\x00", "c.txt": "", "d.html": b"%PDF-1", "e.txt": "Leeds"})
    documents, errors, _ = read(tmp_path)
    assert [document.slug for document in documents] == ["a", "e"]
    assert [error.where.rpartition("/")[2] for error in errors] == ["b.txt", "c.txt", "d.html"]
    assert {error.status for error in errors} == {3}


def test_one_name_and_two_texts_leaves_both_out_and_names_them(tmp_path):
    make(tmp_path, {"a b.txt": "Wigan", "a-b.txt": "Leeds", "c.txt": "York"})
    documents, errors, _ = read(tmp_path)
    assert [document.slug for document in documents] == ["c"]
    assert isinstance(errors[0], ClashingDocumentsError)
    assert "a b.txt and " in errors[0].where
    assert errors[0].where.endswith("a-b.txt")


def test_one_name_and_one_text_is_one_document_named_by_the_first_path(tmp_path):
    make(tmp_path, {"a-b.txt": "Wigan\n", "a b.txt": "Wigan\r\n"})
    documents, errors, notes = read(tmp_path)
    assert [document.file_name for document in documents] == ["a b.txt"]
    assert errors == ()
    assert "a-b.txt: the same document as" in notes[0]


def test_one_text_under_two_names_is_two_documents_and_a_note(tmp_path):
    make(tmp_path, {"a.txt": "Wigan", "b.txt": "Wigan"})
    documents, errors, notes = read(tmp_path)
    assert [document.slug for document in documents] == ["a", "b"]
    assert errors == ()
    assert "the same text as" in notes[0]


def test_slug_is_of_the_id_then_the_address_then_the_path(tmp_path):
    make(tmp_path, {"a.txt": "One", "b.txt": "Two", "c.txt": "Three"})
    make(
        tmp_path,
        {"sources.csv": "file,id,url\na.txt,The Deal,https://x.org/q\nb.txt,,https://x.org/case/Some-Page?x\n"},
    )
    documents, _, _ = read(tmp_path)
    assert [document.slug for document in documents] == ["c", "deal", "some-page-5e1e8fe7"]


@posix
def test_links_in_a_folder_are_named_and_not_followed(tmp_path):
    make(tmp_path, {"docs/a.txt": "Wigan", "secret.txt": "Secret"})
    (tmp_path / "docs" / "out.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "docs" / "loop").symlink_to(tmp_path / "docs")
    (tmp_path / "docs" / "self.txt").symlink_to("self.txt")
    documents, errors, notes = read(tmp_path / "docs")
    assert [document.slug for document in documents] == ["a"]
    assert errors == ()
    assert sorted(note.rpartition("/")[2].split(":")[0] for note in notes) == ["loop", "out.txt", "self.txt"]


@posix
def test_link_named_by_a_person_is_followed(tmp_path):
    make(tmp_path, {"true.txt": "Wigan"})
    (tmp_path / "link.txt").symlink_to("true.txt")
    documents, _, _ = read(tmp_path / "link.txt")
    assert [document.file_name for document in documents] == ["link.txt"]


@posix
def test_pipe_is_never_opened_for_reading(tmp_path):
    make(tmp_path, {"a.txt": "Wigan"})
    os.mkfifo(tmp_path / "pipe.txt")
    documents, _, notes = read(tmp_path)
    assert [document.slug for document in documents] == ["a"]
    assert "pipe.txt: no file" in notes[0]
    _, errors, _ = read(tmp_path / "pipe.txt", tmp_path / "a.txt")
    assert isinstance(errors[0], UnreadableDocumentError)


def test_folder_named_as_a_text_is_a_folder(tmp_path):
    make(tmp_path, {"x.txt/a.txt": "Wigan"})
    assert [document.file_name for document in read(tmp_path)[0]] == ["x.txt/a.txt"]


@posix
@pytest.mark.parametrize("name", [b"a\nb.txt", b"a\xffb.txt", "a\u202egpj.txt".encode(), b"a\x1b[2Jb.txt"])
def test_name_that_cannot_be_written_down_is_refused_in_quotes(tmp_path, name):
    make(tmp_path, {"a.txt": "Wigan"})
    try:
        (tmp_path / os.fsdecode(name)).write_bytes(b"Leeds")
    except OSError:
        pytest.skip("this file system refuses the name itself")
    documents, errors, _ = read(tmp_path)
    assert [document.slug for document in documents] == ["a"]
    assert repr(os.fsdecode(name))[1:-1] in errors[0].where
    assert errors[0].where.isprintable()


def test_names_in_any_script_are_read(tmp_path):
    make(tmp_path, {"café 😀.txt": "Wigan", "ملف.txt": "Leeds"})
    documents, errors, _ = read(tmp_path)
    assert len({document.slug for document in documents}) == 2
    assert errors == ()


# -- sources.csv -----------------------------------------------------------------------------------


def sources(text: str | bytes, files: tuple[str, ...] = ("a.txt", "b.txt")):
    data = text if isinstance(text, bytes) else text.encode()
    return read_sources(data, "sources.csv", files.__contains__)


def test_every_column_is_read():
    rows, errors = sources(
        "file,id,title,url,publisher,issued,retrieved,licence,language\n"
        'a.txt,x1,"One, two",https://x.org/ü?q=1,LGA,2018-03,2026-11-20,OGL-UK-3.0,en-GB\n'
    )
    assert errors == []
    row = rows[0]
    assert (row.file, row.id, row.title, row.url) == ("a.txt", "x1", "One, two", "https://x.org/ü?q=1")
    assert (row.publisher, row.issued, row.retrieved) == ("LGA", "2018-03", "2026-11-20")
    assert (row.licence, row.language) == ("OGL-UK-3.0", "en-GB")


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("url", "www.x.org/a"),
        ("url", "ftp://x.org/a"),
        ("url", "javascript:alert(1)"),
        ("url", "https://"),
        ("url", "https://[x"),
        ("url", "https://x.org/a b"),
        ("url", "https://x.org/<a>"),
        ("issued", "March 2018"),
        ("issued", "2018-13"),
        ("issued", "2018-02-30"),
        ("issued", "0000"),
        ("retrieved", "2018-03"),
        ("licence", "see the page"),
        ("language", "English"),
    ],
)
def test_bad_cell_is_named_with_its_line_and_costs_only_itself(column, cell):
    rows, errors = sources(f'file,title,{column}\n\na.txt,One,"{cell}"\n')
    assert [error.where for error in errors] == ["sources.csv, line 3"]
    assert errors[0].todo
    assert (rows[0].title, getattr(rows[0], column)) == ("One", "")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("file\na.txt\na.txt\n", "was described in line 2"),
        ("file\nc.txt\n", "no file c.txt"),
        ("file\n../a.txt\n", "no file"),
        ("file\n/etc/passwd\n", "no file"),
        ("file\nsub\\a.txt\n", "no file"),
        ("file\na.txt,x\n", "2 cells under 1 columns"),
        ("file,title\n,x\n", "no file named"),
        ("file,colour\na.txt,red\n", '"colour" is no column'),
        ("file,title,title\na.txt,x,y\n", 'two columns "title"'),
        ("title\nx\n", 'no column "file"'),
        ('file\n"a.txt\n', "no CSV"),
        (b"file\n\xff\n", "not UTF-8"),
        ("file,title\na.txt," + "x" * 200_000 + "\n", "no CSV"),
    ],
)
def test_bad_row_is_named(text, word):
    _, errors = sources(text)
    assert any(word in error.what for error in errors)
    assert all(isinstance(error, SourcesError) and error.where.startswith("sources.csv") for error in errors)


def test_short_rows_empty_files_and_byte_order_marks_are_fine():
    assert sources("") == ([], [])
    rows, errors = sources("\ufefffile,title,url\na.txt\n")
    assert [row.file for row in rows] == ["a.txt"]
    assert errors == []


def test_bad_row_never_costs_a_document(tmp_path):
    make(tmp_path, {"a.txt": "Wigan", "sources.csv": "file,url,what\na.txt,nowhere,x\nb.txt,,\n"})
    documents, errors, _ = read(tmp_path)
    assert [document.slug for document in documents] == ["a"]
    assert [type(error) for error in errors] == [SourcesError] * 3
