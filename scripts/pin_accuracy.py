"""Measure accuracy on both parts and publish it: write tests/accuracy/figures.toml and log the held-back part.

    python scripts/pin_accuracy.py [--why "one line"] [--lower --reason "one line"] [--folder FOLDER]

A floor that was passed rises. One that would fall, or a figure that would fall by more than 0.01, is refused unless
--lower and --reason are given; the reason is kept in the file with the figures before and after. --why says what the
held-back part was scored for; it is required where its figures are new, and goes into held_back_log.csv with them.
Afterwards write the page, and the figures that ship: python scripts/make_accuracy_page.py, make_release_figures.py
"""

from __future__ import annotations

import argparse
import csv
import io
from pathlib import Path

from accuracy_figures import (
    FLOORS,
    PARTS,
    Lowering,
    Part,
    Pinned,
    below_floors,
    digest,
    fallen,
    measure,
    read_pinned,
    written,
)

from graphkit.accuracy import HELD_BACK

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "accuracy"
LOG_COLUMNS = ("number", "why", *FLOORS)


def pin(folder: Path, *, why: str, reason: str) -> str:
    """Measure and publish; what was done, in one line.

    Raises:
        SystemExit: A figure would fall and no reason is given, or the held-back part is new and nobody says why; nothing
            was written.
    """
    file, log = folder / "figures.toml", folder / "held_back_log.csv"
    before = read_pinned(file) if file.is_file() else None
    measured = measure(folder)
    falls = [] if before is None else _falls(before, measured)
    if falls and not reason:
        raise SystemExit("These would fall; if that is right, say --lower --reason WHY:\n" + "\n".join(falls))
    is_new = before is None or before.parts[HELD_BACK] != measured[HELD_BACK]
    if is_new and not why:
        raise SystemExit("The held-back part has new figures; say with --why what they are published for.")
    lowered = before.lowered if before else ()
    lowered += (Lowering(reason, tuple(falls)),) if falls else ()
    floors = {part: _floors(before, part, measured[part], is_lowered=bool(falls)) for part in PARTS}
    text = written(Pinned(digest(folder), floors, measured, lowered))
    if is_new:
        log.write_text(_logged(log, why, measured[HELD_BACK]), encoding="utf-8", newline="\n")
    file.write_text(text, encoding="utf-8", newline="\n")
    return f"{file.name}: {len(falls)} figures lowered; {log.name}: {'a line more' if is_new else 'as it was'}"


def _falls(before: Pinned, measured: dict[str, Part]) -> list[str]:
    return [
        f"{part}: {fall}"
        for part in PARTS
        for fall in (*below_floors(before.floors[part], measured[part]), *fallen(before.parts[part], measured[part]))
    ]


def _floors(before: Pinned | None, part: str, measured: Part, *, is_lowered: bool) -> dict[str, float]:
    """The floors from now on: as measured where that is higher, or where they are let fall."""
    now = measured.headline()
    if before is None or is_lowered:
        return now
    return {name: max(value, before.floors[part][name]) for name, value in now.items()}


def _logged(log: Path, why: str, held_back: Part) -> str:
    """The log with a line more."""
    old = log.read_text(encoding="utf-8") if log.is_file() else ",".join(LOG_COLUMNS) + "\n"
    line = io.StringIO()
    figures = [f"{value:.4f}" for value in held_back.headline().values()]
    number = len(list(csv.reader(io.StringIO(old))))
    csv.writer(line, lineterminator="\n").writerow([number, " ".join(why.split()), *figures])
    return old + line.getvalue()


def main() -> None:
    """Read the command line and pin."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--why", default="", help="what the held-back part was scored for")
    parser.add_argument("--lower", action="store_true", help="let figures fall")
    parser.add_argument("--reason", default="", help="why they may")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="folder with texts, gold and manifest.csv")
    given = parser.parse_args()
    if given.lower != bool(given.reason.strip()):
        parser.error("--lower and --reason go together")
    print(pin(given.folder, why=given.why.strip(), reason=given.reason.strip()))


if __name__ == "__main__":
    main()
