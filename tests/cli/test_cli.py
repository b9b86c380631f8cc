"""The command line as a whole: help, streams, exit statuses, errors."""

from __future__ import annotations

import importlib
import os
import pty
import re
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import click
import pytest

import graphkit
from graphkit import errors
from graphkit.cli import COMMANDS, output, run
from graphkit.cli import graphkit as group

posix = pytest.mark.skipif(os.name != "posix", reason="needs signals and pipes of POSIX")
COMMAND = [sys.executable, "-m", "graphkit"]
KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.GraphkitError)]
PROJECT = Path(__file__).resolve().parents[2]


def called(*args: str, **more) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *args], capture_output=True, text=True, check=False, encoding="utf-8", **more)


def with_error(raised: str, *args: str, **more) -> subprocess.CompletedProcess[str]:
    """The command line with one more command, ``fail``, that does what is given."""
    return subprocess.run(
        [sys.executable, "-c", _script(raised), "fail", *args], capture_output=True, text=True, check=False, **more
    )


# -- help ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_imports_no_heavy_library(flag):
    heavy = ["rdflib", "networkx", "pyvis", "pyoxigraph", "trafilatura", "lxml", "jinja2"]
    script = f"import sys, graphkit.cli as c; c.run(['{flag}']); print(*(m for m in {heavy} if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == ""


def test_help_lists_every_command_with_its_line():
    text = " ".join(called("--help").stdout.split())
    for name, line in COMMANDS.items():
        assert f"{name} {line}" in text


@pytest.mark.parametrize("name", COMMANDS)
def test_line_of_a_command_is_the_first_of_its_own_help(name):
    command = importlib.import_module(f"graphkit.cli.commands.{name}").command
    first = (command.help or "").strip().split("\n\n")[0]
    assert " ".join(first.split()) == COMMANDS[name]


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_ends_with_three_examples(name):
    blocks = called(*filter(None, [name]), "--help").stdout.rstrip().split("\n\n")
    lines = blocks[-1].splitlines()
    assert lines[0].strip() == "Examples:"
    assert len([line for line in lines if line.strip().startswith("graphkit ")]) == 3


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_the_common_options(name):
    ctx = click.Context(group, info_name="graphkit")
    command = group.get_command(ctx, name)
    assert command is not None
    options = [option for param in command.params for option in param.opts if option.startswith("-")]
    assert {"-q", "-v", "--color", "--debug", "--version"} <= set(options)
    assert len(options) == len(set(options))


def test_every_command_module_is_in_the_list(project):
    files = {path.stem for path in (project / "graphkit/cli/commands").glob("*.py")} - {"__init__"}
    assert files == set(COMMANDS)


@pytest.mark.parametrize("args", [["--version"], ["build", "--version"]])
def test_version(args):
    assert called(*args).stdout == f"graphkit {graphkit.__version__}\n"


# -- exit statuses ---------------------------------------------------------------------------------


def test_unknown_command_names_the_nearest():
    done = called("bild")
    assert done.returncode == 2
    assert 'no command "bild". Did you mean build?' in done.stderr
    assert done.stdout == ""


def test_unknown_command_with_nothing_near_names_all():
    assert "Choose: build, query, map" in called("xyzzy").stderr


def test_unknown_option_is_a_wrong_command_line():
    assert called("build", "--colour").returncode == 2


@pytest.mark.parametrize("name", [kind.__name__ for kind in KINDS])
def test_each_error_leaves_with_its_status_and_page(name):
    kind = getattr(errors, name)
    done = with_error(f"raise errors.{name}('is bad.', where='a.txt, line 3', todo='Mend it.')")
    assert done.returncode == kind.status
    assert done.stderr == f"a.txt, line 3: is bad.\nMend it.   (docs/errors/{kind.page}.md)\n"
    assert done.stdout == ""


def test_several_errors_are_told_together():
    done = with_error(
        "raise ExceptionGroup('x', [errors.ClaimsError('One.'), ExceptionGroup('y', [errors.ClaimsError('Two.')])])"
    )
    assert done.returncode == 3
    assert re.findall("^(One|Two)", done.stderr, re.MULTILINE) == ["One", "Two"]


def test_debug_shows_the_traceback_of_an_error():
    done = with_error("raise errors.QueryError('is bad.')", "--debug")
    assert done.returncode == 4
    assert "Traceback" in done.stderr


def test_bug_keeps_its_traceback():
    done = with_error("raise KeyError('lost')")
    assert done.returncode == 1
    assert "KeyError: 'lost'" in done.stderr


def test_status_that_a_command_returns_is_the_exit_status():
    assert with_error("return 1").returncode == 1
    assert with_error("return None").returncode == 0


def test_interrupt_is_told_in_a_line():
    done = with_error("raise KeyboardInterrupt")
    assert done.returncode == 130
    assert done.stderr.strip() == "Stopped. Nothing was changed."


@posix
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signals_leave_with_their_status_and_no_traceback(number, status):
    done = with_error(f"os.kill(os.getpid(), {int(number)})")
    assert done.returncode == status
    assert "Traceback" not in done.stderr


@posix
@pytest.mark.parametrize("raised", ["output.emit('x' * 1_000_000)", "[output.emit('x' * 99) for _ in range(9999)]"])
def test_reader_that_goes_away_is_no_error(raised):
    shell = f'{sys.executable} -c "$SCRIPT" fail | head -c 1 > /dev/null; echo ${{PIPESTATUS[0]}}'
    done = subprocess.run(
        ["/bin/bash", "-c", shell],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "SCRIPT": _script(raised)},
    )
    assert done.stdout == "141\n"
    assert done.stderr == ""


@posix
def test_help_into_a_closed_pipe_is_no_error():
    shell = f"{sys.executable} -m graphkit --help | true; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["/bin/bash", "-c", shell], capture_output=True, text=True, check=True)
    assert done.stdout in {"141\n", "0\n"}  # 0 where it was done before the reader went
    assert done.stderr == ""


@posix
@pytest.mark.parametrize("raised", ["output.emit('x')", "output.emit_bytes(b'x' * 100_000)"])
def test_full_disk_behind_stdout_is_an_output_error(raised):
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        script_args = {"stdout": full, "stderr": subprocess.PIPE}
        done = subprocess.run([sys.executable, "-c", _script(raised), "fail"], text=True, check=False, **script_args)
    assert done.returncode == 5
    assert done.stderr.startswith("standard output: there is no room left on the disk.\n")
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def _script(raised: str) -> str:
    return textwrap.dedent(f"""
        import sys, types, os, click
        import graphkit.cli as cli
        from graphkit import errors
        from graphkit.cli import output
        @click.command()
        def command():
            {raised}
        sys.modules["graphkit.cli.commands.fail"] = types.SimpleNamespace(command=command)
        cli.COMMANDS["fail"] = "Fail."
        cli.main()
    """)


# -- streams ---------------------------------------------------------------------------------------


def test_output_is_utf8_whatever_the_locale():
    env = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    code = _script(r"output.emit('Caf\u00e9 \udcff\u2019'); output.say('M\u00f4r')")
    done = subprocess.run([sys.executable, "-c", code, "fail"], capture_output=True, check=True, env=env)
    assert done.stdout == "Café \\udcff’\n".encode()
    assert done.stderr == "Môr\n".encode()


def on_terminal(code: str, **env: str) -> str:
    """What a command line writes to a terminal."""
    main, side = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", code, "fail"],
        stdout=side,
        stderr=side,
        stdin=side,
        env={**os.environ, "TERM": "xterm", **env},
    )
    os.close(side)
    data = b""
    while True:
        try:
            part = os.read(main, 65536)
        except OSError:  # how Linux says that the other end is closed
            break
        if not part:
            break
        data += part
    process.wait()
    os.close(main)
    return data.decode()


STYLED = "output.emit(output.colour('Wigan', 'good'))"


@posix
@pytest.mark.parametrize(
    ("env", "is_coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_colours_on_a_terminal_follow_the_variables(env, is_coloured):
    assert ("\x1b[32m" in on_terminal(_script(STYLED), **env)) == is_coloured


def test_pipes_get_no_colour_unless_asked():
    def coloured(*args: str) -> bool:
        code = _script(STYLED)
        done = subprocess.run([sys.executable, "-c", code, *args], capture_output=True, text=True, check=True)
        return "\x1b[32m" in done.stdout

    assert not coloured("fail")
    assert coloured("fail", "--color", "always")
    assert coloured("--color", "always", "fail")
    assert not coloured("--color", "always", "fail", "--color", "never")


PROGRESS = "show = output.progress(); f = show.__enter__(); f(1, 2, 'Wigan'); show.__exit__(None, None, None)"


@posix
def test_progress_is_drawn_on_a_terminal_and_erased():
    told = on_terminal(_script(PROGRESS))
    assert "1/2  Wigan" in told
    assert told.endswith("\r\x1b[2K")


def test_progress_is_silent_in_a_pipe():
    done = subprocess.run([sys.executable, "-c", _script(PROGRESS), "fail"], capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"", b"")


def test_quiet_silences_notes_before_and_after_the_command():
    code = _script("output.note('a note'); output.detail('a detail'); output.emit('data')")

    def told(*args: str) -> str:
        return subprocess.run([sys.executable, "-c", code, *args], capture_output=True, text=True, check=True).stderr

    assert told("fail") == "a note\n"
    assert told("fail", "-v") == "a note\na detail\n"
    assert told("-v", "fail") == "a note\na detail\n"
    assert told("fail", "-q") == ""
    assert told("-q", "fail") == ""


def test_data_goes_to_the_file_that_is_named(tmp_path, capfd):
    output.emit(output.colour("Wigan", "good"), tmp_path / "a" / "out.txt")
    output.emit("Leeds", Path("-"))
    assert (tmp_path / "a" / "out.txt").read_bytes() == b"Wigan\n"
    assert capfd.readouterr().out == "Leeds\n"


# -- shapes of text --------------------------------------------------------------------------------


def test_table_aligns_wide_and_combining_characters():
    table = output.table(["name", "n"], [["北京", "1"], ["Cafe\u0301", "2"], ["Wigan", "3"]])
    assert table == "name   n\n北京   1\nCafe\u0301   2\nWigan  3\n"


def test_sentence_in_the_last_column_is_shortened_to_the_width(monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    table = output.table(["a", "sentence"], [["x", "word " * 40]], last_is_sentence=True)
    assert all(output.cells(line) <= 60 for line in table.splitlines())
    assert table.rstrip().endswith("…")


def test_width_is_at_most_a_hundred(monkeypatch):
    monkeypatch.setenv("COLUMNS", "300")
    assert output.width() == 100


def test_names_cannot_steer_the_terminal():
    assert "\x1b" not in output.table(["a"], [["\x1b[2Jx\u202ey"]])
    assert output.plain("\x1b[2J") == "\\u001b[2J"


def test_tab_separated_rows_keep_one_line_each():
    assert output.tsv(["a", "b"], [["x\ty", "1\n2"]]) == "a\tb\nx y\t1 2\n"


def test_run_gives_the_status_to_a_program(capfd):
    assert run(["--version"]) == 0
    assert run(["nothing"]) == 2
    assert capfd.readouterr().out == f"graphkit {graphkit.__version__}\n"


# -- pages of errors -------------------------------------------------------------------------------


def test_every_error_has_a_page_and_every_page_an_error(project):
    pages = {path.stem for path in (project / "docs/errors").glob("*.md")} - {"index"}
    assert {kind.page for kind in KINDS} == pages
    assert len({kind.page for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize("page", sorted((PROJECT / "docs/errors").glob("*.md")), ids=lambda path: path.stem)
def test_page_of_an_error_says_when_and_how(page):
    text = page.read_text(encoding="utf-8")
    if page.stem != "index":
        assert re.findall("^#+ .*$", text, re.MULTILINE)[1:] == ["## When it occurs", "## How to fix", "## Example"]
        assert f"(docs/errors/{page.stem}.md)" in text or page.stem == "error"
