"""Files that appear whole or not at all."""

from __future__ import annotations

from pathlib import Path

from provenance.batch import files


def test_the_same_file_written_twice_at_once_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    with files.whole(target) as slow:
        slow.write("one, ")
        with files.whole(target) as quick:
            quick.write("one, two")
        assert target.read_text() == "one, two"
        slow.write("two")
    assert target.read_text() == "one, two"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_what_is_left_half_written_is_swept_away(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("whole")
    left = files.whole(tmp_path / "b.txt"), files.whole(tmp_path / "b.txt"), files.whole_folder(tmp_path / "c")
    for one in left:
        one.__enter__()
    assert len(list(tmp_path.iterdir())) == 4
    files.sweep(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
