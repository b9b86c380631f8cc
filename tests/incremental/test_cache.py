"""The file that keeps readings: what is whole comes back, what is not counts as not there."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from graphkit.errors import OutputError
from graphkit.incremental.cache import FILE, open_cache

READINGS = {bytes([number]) * 32: f"reading {number} ".encode() * 40 for number in range(20)}


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    with open_cache(tmp_path) as cache:
        cache.keep(READINGS)
        cache.set_notes({"state": b"one"})
    return tmp_path


def test_readings_and_notes_come_back_in_another_process_s_connection(filled: Path) -> None:
    with open_cache(filled) as cache:
        assert cache.keys() == READINGS.keys()
        assert cache.readings(list(READINGS)[:3]) == dict(list(READINGS.items())[:3])
        assert cache.note("state") == b"one"
        assert cache.note("other") is None


def test_reading_that_was_changed_on_the_disk_is_not_given(filled: Path) -> None:
    with sqlite3.connect(filled / FILE) as connection:
        connection.execute("UPDATE readings SET data = ? WHERE key = ?", (b"other", min(READINGS)))
        connection.execute("UPDATE notes SET data = ?", (b"other",))
    connection.close()
    with open_cache(filled) as cache:
        assert cache.readings(READINGS) == {k: v for k, v in READINGS.items() if k != min(READINGS)}
        assert cache.note("state") is None


def test_only_readings_that_are_wanted_stay(filled: Path) -> None:
    kept = list(READINGS)[5:8]
    with open_cache(filled) as cache:
        cache.forget_all_but(kept)
        assert cache.keys() == frozenset(kept)


@pytest.mark.parametrize("data", [b"", b"no database at all", b"SQLite format 3\x00" + bytes(4096)])
def test_file_that_is_no_cache_is_made_anew(tmp_path: Path, data: bytes) -> None:
    (tmp_path / FILE).write_bytes(data)
    with open_cache(tmp_path) as cache:
        assert cache.keys() == frozenset()
        cache.keep(READINGS)
        assert cache.readings(READINGS) == READINGS


def test_cache_of_another_layout_is_made_anew(filled: Path) -> None:
    with sqlite3.connect(filled / FILE) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    with open_cache(filled) as cache:
        assert cache.keys() == frozenset()


@pytest.mark.parametrize("seed", range(40))
def test_flipped_bytes_never_give_another_reading(filled: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    data = bytearray((filled / FILE).read_bytes())
    for _ in range(5):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    (filled / FILE).write_bytes(data)
    with open_cache(filled) as cache:
        found = cache.readings(READINGS)
        assert found.items() <= READINGS.items()
        cache.keep(READINGS)
    with open_cache(filled) as cache:
        assert cache.readings(READINGS).items() <= READINGS.items()


def test_folder_that_cannot_take_a_file_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(OutputError, match=r"a folder of that name is there|no permission"), open_cache(tmp_path):
        pass
