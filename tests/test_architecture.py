"""What the code may not do, read from the code itself, and what each file of a room must offer."""

from __future__ import annotations

import ast
import inspect
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graphkit import protocols, rooms

PROJECT = Path(__file__).resolve().parents[1]
PACKAGE = PROJECT / "graphkit"
BELOW_CLI = sorted(p for p in PACKAGE.rglob("*.py") if "cli" not in p.relative_to(PACKAGE).parts)
ALL = sorted(PACKAGE.rglob("*.py"))

# What would make the same input give other bytes elsewhere or tomorrow.
SURROUNDINGS = re.compile(
    r"os\.(environ|environb|getenv|getcwd|getlogin|uname|urandom)|Path\.cwd|Path\.home|time\.(time|time_ns|ctime|localtime|"
    r"gmtime|strftime)|(datetime\.|^)(datetime|date)\.(now|today|utcnow)|random\.(?!Random$)\w+|secrets\.\w+|"
    r"uuid\.uuid[14]|locale\.\w+|socket\.gethostname|platform\.(node|platform|uname)|getpass\.\w+"
)
DANGEROUS = re.compile(
    r"(builtins\.)?(eval|exec|compile)|(pickle|marshal|shelve)\.\w+|yaml\.(load|unsafe_load|full_load)|os\.system"
)
HEAVY = ("jinja2", "lxml", "networkx", "numpy", "pyoxigraph", "pyvis", "rdflib", "trafilatura")
ROOMS = {
    "parsers": protocols.Parser,
    "extractors.mentions": protocols.MentionFinder,
    "exporters": protocols.Exporter,
    "analyses": protocols.Analysis,
}


def dotted(node: ast.AST) -> str:
    """``a.b.c`` for a chain of names, empty for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        head = dotted(node.value)
        return f"{head}.{node.attr}" if head else ""
    return ""


def named(file: Path) -> Iterator[tuple[int, str, ast.AST]]:
    """Every dotted name that a file uses or imports, in full: ``from os import environ`` counts as ``os.environ``."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.lineno, f"{node.module}.{alias.name}", node) for alias in node.names)
        elif isinstance(node, ast.Name | ast.Attribute) and (name := dotted(node)):
            yield node.lineno, name, node


def unseeded(tree: ast.AST) -> list[int]:
    """Lines that call ``random.Random()`` with no seed."""
    calls = (n for n in ast.walk(tree) if isinstance(n, ast.Call))
    return [n.lineno for n in calls if dotted(n.func) in {"random.Random", "Random"} and not n.args]


@pytest.mark.parametrize("file", BELOW_CLI, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_below_the_commands_nothing_reads_its_surroundings(file: Path) -> None:
    found = [f"line {line}: {name}" for line, name, _ in named(file) if SURROUNDINGS.fullmatch(name)]
    found += [f"line {line}: random.Random() without a seed" for line in unseeded(ast.parse(file.read_text("utf-8")))]
    assert not found, f"{file.relative_to(PROJECT)} depends on where or when it runs: {found}"


@pytest.mark.parametrize("file", ALL, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_nothing_runs_what_it_reads(file: Path) -> None:
    found = [f"line {line}: {name}" for line, name, _ in named(file) if DANGEROUS.fullmatch(name)]
    keywords = (n for n in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(n, ast.keyword))
    shells = [k.value for k in keywords if k.arg == "shell" and not is_false(k.value)]
    found += [f"line {value.lineno}: shell={ast.unparse(value)}" for value in shells]
    assert not found, f"{file.relative_to(PROJECT)} could run what a document says: {found}"


def is_false(node: ast.expr) -> bool:
    """Whether the expression is the word False."""
    return isinstance(node, ast.Constant) and node.value is False


def test_the_guard_sees_what_it_forbids(tmp_path: Path) -> None:
    code = tmp_path / "bad.py"
    lines = "from os import environ", "import datetime", "datetime.date.today()", "random.random()", "eval('1')"
    code.write_text("\n".join(lines))
    names = [name for _, name, _ in named(code)]
    assert [n for n in names if SURROUNDINGS.fullmatch(n)] == ["os.environ", "datetime.date.today", "random.random"]
    assert [n for n in names if DANGEROUS.fullmatch(n)] == ["eval"]
    assert unseeded(ast.parse("import random\nrandom.Random()\nrandom.Random(7)")) == [2]


def room_files() -> list[tuple[str, str]]:
    """Each file of each room that has a protocol."""
    return [(room, name) for room in ROOMS for name in rooms.names(room)]


@pytest.mark.parametrize(("room", "name"), room_files(), ids=lambda word: word)
def test_each_file_of_a_room_keeps_its_protocol(room: str, name: str) -> None:
    protocol, module = ROOMS[room], rooms.load(room, name)
    for attribute in inspect.get_annotations(protocol):
        assert hasattr(module, attribute), f"{room}/{name}.py has no {attribute}"
    for method, wanted in vars(protocol).items():
        if method.startswith("_") or not inspect.isfunction(wanted):
            continue
        assert hasattr(module, method), f"{room}/{name}.py has no {method}()"
        expected = [p for p in inspect.signature(wanted).parameters if p != "self"]
        assert list(inspect.signature(getattr(module, method)).parameters) == expected, f"{room}/{name}.py: {method}()"


@pytest.mark.parametrize("name", rooms.names("extractors.frames"))
def test_each_file_of_frames_is_named_after_the_relation_it_reads(name: str) -> None:
    frames = rooms.load("extractors.frames", name).FRAMES
    relations = {re.sub(r"([A-Z])", r"_\1", frame.relation).lower() for frame in frames}
    assert frames
    assert relations == {name}, f"extractors/frames/{name}.py reads {relations}"


@pytest.mark.parametrize("name", rooms.names("extractors.readers"))
def test_each_reader_names_its_rules(name: str) -> None:
    reader = rooms.load("extractors.readers", name)
    assert list(inspect.signature(reader.read).parameters) == ["page"]
    assert all(isinstance(rule, protocols.Rule) for rule in reader.RULES)
    assert reader.RULES


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import runpy, sys\n"
        "sys.argv = ['graphkit', '--help']\n"
        "try: runpy.run_module('graphkit', run_name='__main__')\n"
        "except SystemExit as end: assert not end.code, end.code\n"
        f"print('LOADED', *sorted(set({HEAVY!r}) & set(sys.modules)))\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PROJECT)
    assert run.stdout.splitlines()[-1] == "LOADED"


def test_importing_graphkit_imports_nothing_heavy() -> None:
    code = f"import graphkit, sys; print('LOADED', *sorted(set({HEAVY!r}) & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PROJECT)
    assert run.stdout.strip() == "LOADED"


# A path of somebody's machine: at the start of a path only, so that an address on the web may have such a folder.
MACHINE = re.compile(
    r"(?<![\w.)*-])/(?:work|root|farm|Users|home/(?!<)\w+)/|(?<![\w.-])/tmp/(?:gk|bash_jobs)|[A-Z]:\\+Users\\+"
)
TEXT = {".py", ".md", ".toml", ".ttl", ".rq", ".csv", ".txt", ".jsonl", ".html", ".js", ".css", ".cjs", ".json", ""}


def tracked() -> list[Path]:
    """The project's files: those git knows, or all that are no output where there is no git."""
    if (PROJECT / ".git").exists() and (git := shutil.which("git")):
        run = subprocess.run([git, "ls-files", "-z"], cwd=PROJECT, capture_output=True, text=True, check=True)
        return [PROJECT / name for name in run.stdout.split("\0") if name]
    skipped = {"exports", "build", "dist", "__pycache__", "node_modules"}
    found = []
    for folder, folders, files in os.walk(PROJECT):
        folders[:] = [f for f in folders if f not in skipped and (not f.startswith(".") or f == ".ci")]
        found += [Path(folder) / file for file in files]
    return found


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    found = []
    for file in tracked():
        if file.suffix in TEXT and file.is_file():
            for number, line in enumerate(file.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
                if MACHINE.search(line):
                    found.append(f"{file.relative_to(PROJECT)}:{number}: {line.strip()[:100]}")
    assert not found, "\n".join(found)


def test_the_search_for_machine_paths_finds_one() -> None:
    assert MACHINE.search("see " + "/".join(["", "home", "ann", "notes.txt"]))
    assert not MACHINE.search("https://www.example.gov.uk/work/jobs")
