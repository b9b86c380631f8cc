"""The command ``build``: its summary, its streams and its exit statuses."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graphkit.cli import run
from graphkit.cli.commands.build import summary
from graphkit.errors import UnreadableDocumentError
from graphkit.files import lock
from graphkit.pipeline import BuildReport
from graphkit.records import (
    Description,
    Document,
    Entity,
    Evidence,
    Graph,
    Kind,
    Ref,
    Relation,
    Review,
    SectionKind,
    Statement,
    Status,
)

FILES = (
    (Path("exports/graph.ttl"), "the graph (Turtle)"),
    (Path("exports/facts.csv"), "every fact with its sentence, opens in a spreadsheet"),
    (Path("exports/things.csv"), "every thing with its names"),
    (Path("exports/map.html"), "the map, one file, works offline"),
)


def fact(
    number: int, subject: Ref, obj: Ref, status: Status = Status.DONE, confidence: float = 0.9, **more
) -> Statement:
    quote = "Wigan Council leads The Deal."
    evidence = Evidence(f"{number:016x}-0", quote, 0, len(quote), SectionKind.INTRO, "leads@1", confidence, status)
    values = {"relation": Relation.LEADS, "object": obj, "literal": "", "label": "", "quote": quote, **more}
    identity = f"{number:016x}"
    return Statement(identity, "", "a", subject, status=status, confidence=confidence, evidence=(evidence,), **values)


def thing(kind: Kind, name: str, **more) -> Entity:
    return Entity(Ref(kind, name.lower().replace(" ", "-")), name, **{"documents": ("a",), **more})


def graph(entities: list[Entity], statements: list[Statement]) -> Graph:
    document = Document("a", "a.txt", "Wigan Council leads The Deal.", "A", Description("a.txt"))
    return Graph(
        (document,), tuple(sorted(entities, key=lambda e: e.ref)), (), tuple(statements), 0.7, "graphkit 0.1.0"
    )


def report(built: Graph, *, errors=(), notes=(), files=FILES, is_unchanged=False) -> BuildReport:
    return BuildReport(len(built.documents), errors, notes, files, lambda: built, is_unchanged)


WIGAN, BLACKPOOL = thing(Kind.COUNCIL, "Wigan Council"), thing(Kind.COUNCIL, "Blackpool Council")
DEAL = thing(Kind.INITIATIVE, "The Deal", for_councils=("wigan-council",))
PILOT = thing(Kind.INITIATIVE, "Pilot", for_councils=("wigan-council",))
SPECTRUM = thing(Kind.ORGANISATION, "Spectrum", is_provider=True)
TOPIC = thing(Kind.TOPIC, "Housing")


def small() -> BuildReport:
    statements = [
        fact(1, WIGAN.ref, DEAL.ref),
        fact(2, WIGAN.ref, SPECTRUM.ref, Status.PLANNED, 0.6),
        fact(3, WIGAN.ref, TOPIC.ref, Status.ENDED),
        fact(4, BLACKPOOL.ref, TOPIC.ref, Status.NEGATED, 0.5, review=Review.ACCEPTED),
        fact(5, BLACKPOOL.ref, DEAL.ref, is_rejected=True, review=Review.REJECTED),
    ]
    return report(graph([WIGAN, BLACKPOOL, DEAL, PILOT, SPECTRUM, TOPIC], statements))


def test_summary_reads_as_the_transcript():
    assert summary(small(), Path("exports")) == (
        "1 document   6 things   4 facts   every fact has its sentence\n"
        "\n"
        "  Wigan Council       3 facts   2 initiatives   1 provider   1 topic\n"
        "  Blackpool Council   1 fact    1 topic\n"
        "\n"
        "  1 happening   1 planned   1 ended   1 denied\n"
        "  1 fact has confidence below 0.70: worth a look\n"
        "\n"
        "Wrote exports/graph.ttl     the graph (Turtle)\n"
        "      exports/facts.csv     every fact with its sentence, opens in a spreadsheet\n"
        "      exports/things.csv    every thing with its names\n"
        "      exports/map.html      the map, one file, works offline\n"
        "\n"
        "Next  open exports/map.html\n"
        "      graphkit query planned   what is promised but not done, and where it says so\n"
        "      graphkit review          look at the uncertain fact\n"
    )


def test_summary_has_at_most_25_lines_whatever_the_size():
    councils = [thing(Kind.COUNCIL, f"Council Number {i:03}") for i in range(224)]
    statements = [
        fact(i, council.ref, DEAL.ref, Status.PLANNED, 0.5) for i, council in enumerate(councils) for _ in range(2)
    ]
    text = summary(report(graph([*councils, DEAL], statements)), Path("exports"))
    assert len(text.splitlines()) == 25
    assert "  and 214 more: graphkit analyse councils\n" in text
    assert text.count("Council Number") == 10
    assert max(map(len, text.splitlines())) <= 100


def test_councils_with_most_facts_come_first():
    text = summary(small(), Path("exports"))
    assert text.index("Wigan Council") < text.index("Blackpool Council")


def test_next_names_no_command_that_would_show_nothing():
    built = graph([WIGAN, DEAL], [fact(1, WIGAN.ref, DEAL.ref)])
    text = summary(report(built, files=FILES[:3]), Path("exports"))
    assert "Next" not in text
    assert "worth a look" not in text


def test_next_names_the_graph_where_it_is_not_the_usual_one():
    assert "graphkit query planned --graph my/graph" in summary(small(), Path("my/graph"))


def test_graph_without_facts_does_not_boast_of_sentences():
    text = summary(report(graph([], [])), Path("exports"))
    assert text.startswith("1 document   0 things   0 facts\n")


def test_unchanged_build_is_one_line():
    built = report(small().graph, is_unchanged=True)
    assert summary(built, Path("exports")) == "1 document unchanged, 0 facts changed. exports/ is up to date.\n"


def test_problems_are_counted():
    error = UnreadableDocumentError("empty.", where="a.txt", todo="Remove it.")
    assert "1 problem, named above" in summary(report(small().graph, errors=(error,)), Path("exports")).splitlines()[0]


# -- the command itself ----------------------------------------------------------------------------


@pytest.fixture
def corpus(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "seeds" / "documents"
    folder.mkdir(parents=True)
    words = "Wigan Council and Spectrum\n\nWigan Council commissioned Spectrum to run a sexual health service.\n"
    (folder / "wigan.txt").write_text(words, encoding="utf-8")
    return tmp_path


def test_build_writes_four_files_and_stdout_stays_empty_in_a_pipe(corpus, capfd):
    assert run(["build"]) == 0
    streams = capfd.readouterr()
    assert streams.out == ""
    assert streams.err.startswith("1 document   ")
    for path, _ in FILES:
        assert (corpus / path).stat().st_size > 0


def test_bad_document_is_named_and_the_others_are_built(corpus, capfd):
    (corpus / "seeds/documents/bad.txt").write_bytes(b"\xff\xfe")
    assert run(["build"]) == 3
    told = capfd.readouterr().err
    assert "seeds/documents/bad.txt: UTF-16, not UTF-8.\n" in told
    assert "(docs/errors/unreadable-document.md)" in told
    assert (corpus / "exports/graph.ttl").is_file()


def test_missing_path_writes_nothing(corpus, capfd):
    assert run(["build", "seeds/documents/wigen.txt"]) == 3
    assert capfd.readouterr().err == (
        "seeds/documents/wigen.txt: no such document.\n"
        "There is seeds/documents/wigan.txt. Nothing was written.   (docs/errors/input-missing.md)\n"
    )
    assert not (corpus / "exports").exists()


def test_strict_fails_on_a_remark(corpus):
    (corpus / "seeds/documents/notes.docx").write_bytes(b"PK")
    assert run(["build", "-q"]) == 0
    assert run(["build", "-q", "--strict"]) == 3


def test_map_is_left_out_where_it_is_not_wanted(corpus):
    assert run(["build", "-q", "--no-map"]) == 0
    assert not (corpus / "exports/map.html").exists()


def test_quiet_build_says_nothing(corpus, capfd):
    assert run(["build", "-q"]) == 0
    assert capfd.readouterr() == ("", "")


def test_folder_that_is_a_file_is_an_output_error(corpus, capfd):
    (corpus / "exports").write_bytes(b"")
    assert run(["build"]) == 5
    assert "(docs/errors/output.md)" in capfd.readouterr().err


def test_output_to_a_stream_is_refused_as_a_wrong_command_line(corpus):
    assert run(["build", "-o", "-"]) == 2


COMMAND = [sys.executable, "-m", "graphkit", "build", "-q"]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def unmeasured() -> dict[str, str]:
    """The environment less what measures coverage: a measurer that is killed leaves a broken file of its own."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}


@pytest.mark.skipif(os.name != "posix", reason="needs signals of POSIX")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_build_cut_short_leaves_old_or_new_files_and_the_next_one_mends_all(corpus, number):
    assert run(["build", "-q"]) == 0
    old = contents(corpus / "exports")
    text = corpus / "seeds/documents/wigan.txt"
    text.write_text(text.read_text(encoding="utf-8").replace("Spectrum", "Healthworks"), encoding="utf-8")
    assert run(["build", "-q", "-o", "clean/exports"]) == 0
    new = contents(corpus / "clean/exports")
    for step in range(6):
        process = subprocess.Popen(COMMAND, stderr=subprocess.PIPE, text=True, env=unmeasured())
        time.sleep(step * 0.15)
        process.send_signal(number)
        _, told = process.communicate()
        assert "Traceback" not in told or step < 2  # before the program has taken over, Python itself answers
        for name, data in contents(corpus / "exports").items():
            if not name.startswith(".graphkit/"):
                assert data in {old[name], new[name]}
    assert run(["build", "-q"]) == 0
    mended = contents(corpus / "exports")
    own = {".graphkit/corpus", ".graphkit/cache.sqlite", ".graphkit/previous.ttl"}
    assert mended.keys() - own == new.keys() - own
    assert all(mended[name] == new[name] for name in new.keys() - own)


def test_second_build_of_the_same_documents_says_so(corpus, capfd):
    assert run(["build"]) == 0
    capfd.readouterr()
    assert run(["build"]) == 0
    assert capfd.readouterr().err == "1 document unchanged, 0 facts changed. exports/ is up to date.\n"


def test_build_into_a_folder_in_use_names_the_process(corpus, capfd):
    with lock(corpus / "exports/.graphkit"):
        done = subprocess.run(COMMAND, capture_output=True, text=True, check=False)
    assert done.returncode == 5
    assert f"in use by process {os.getpid()}" in done.stderr


def test_interrupt_that_falls_into_a_callback_ends_the_program():
    start = (
        "import sys, types; from graphkit.cli import _end_all_the_same;"
        "sys.unraisablehook = _end_all_the_same;"
        "Thing = type('Thing', (), {'__del__': lambda self: (_ for _ in ()).throw(KeyboardInterrupt)});"
        "Thing(); print('went on')"
    )
    done = subprocess.run([sys.executable, "-c", start], capture_output=True, text=True, env=unmeasured(), check=False)
    assert (done.returncode, done.stdout) == (130, "")
    assert "Traceback" not in done.stderr
    assert "Stopped." in done.stderr
