"""A file is replaced at once: a link stays a link, rights stay, a device is written to."""

import os
from pathlib import Path

import pytest

from tvetgraph.loaders.wholefile import write_whole


def test_new_bytes_take_the_place_of_the_old(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "a.csv"
    assert write_whole(path, b"old") == path
    path.chmod(0o640)
    write_whole(path, b"new")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o640)
    assert list(path.parent.iterdir()) == [path]


def test_who_reads_meanwhile_has_the_old_bytes(tmp_path: Path) -> None:
    path = write_whole(tmp_path / "a.csv", b"old")
    with path.open("rb") as reader:
        write_whole(path, b"newer")
        assert reader.read() == b"old"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    path, link = tmp_path / "a.csv", tmp_path / "b.csv"
    path.touch()
    link.symlink_to(path)
    write_whole(link, b"new")
    assert (link.is_symlink(), path.read_bytes()) == (True, b"new")


def test_a_device_is_written_to_and_a_folder_refused(tmp_path: Path) -> None:
    write_whole(Path(os.devnull), b"gone")
    assert not Path(os.devnull).is_file()
    with pytest.raises(IsADirectoryError):
        write_whole(tmp_path, b"new")
    assert list(tmp_path.iterdir()) == []
