"""`.cube` files: what they may say, what they do, and which line is wrong."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kinoloom.draft.model import Adjustments
from kinoloom.errors import SourceError
from kinoloom.render.grade import graded
from kinoloom.render.grade.cube import read_cube
from kinoloom.render.picture import Picture


def identity_3d(size: int) -> str:
    steps = np.linspace(0, 1, size)
    rows = [f"{r:.6f} {g:.6f} {b:.6f}" for b in steps for g in steps for r in steps]
    return "\n".join([f"LUT_3D_SIZE {size}", *rows])


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "look.cube"
    path.write_text(text, "utf-8")
    return path


def colours() -> Picture:
    """Colours inside the RGB cube, many of them."""
    rng = np.random.default_rng(3)
    rgb = rng.uniform(0, 1, (40, 60, 3))
    y = rgb @ np.array([0.2126, 0.7152, 0.0722])
    u, v = (rgb[..., 2] - y) / 1.8556, (rgb[..., 0] - y) / 1.5748
    return Picture(
        np.rint(16 + 219 * y).astype(np.uint8).repeat(2, 0).repeat(2, 1),
        np.rint(128 + 224 * u).astype(np.uint8),
        np.rint(128 + 224 * v).astype(np.uint8),
    )


@pytest.mark.parametrize("size", [2, 3, 17, 33])
def test_identity_is_within_one_code(tmp_path: Path, size: int) -> None:
    picture = colours()
    drawn = graded(Adjustments(), written(tmp_path, identity_3d(size))).apply(picture)
    for one, other in zip(
        (drawn.y, drawn.u, drawn.v), (picture.y, picture.u, picture.v), strict=True
    ):
        assert int(np.abs(one.astype(int) - other.astype(int)).max()) <= 1


def test_a_curve_is_applied_to_each_channel(tmp_path: Path) -> None:
    cube = read_cube(written(tmp_path, "LUT_1D_SIZE 3\n0 0 1\n0.25 0.5 0.5\n1 1 0\n"))
    got = cube.apply(np.array([[0.5, 0.5, 0.25], [0.25, 0.75, 1.0]], np.float32))
    assert got == pytest.approx(np.array([[0.25, 0.5, 0.75], [0.125, 0.75, 0.0]]))


def test_red_changes_fastest(tmp_path: Path) -> None:
    rows = "0 0 0\n9 0 0\n0 0 0\n0 0 0\n0 0 7\n0 0 0\n0 0 0\n0 0 0"
    cube = read_cube(written(tmp_path, f"LUT_3D_SIZE 2\n{rows}\n"))
    got = cube.apply(np.array([[1, 0, 0], [0, 0, 1], [0.5, 0, 0]], np.float32))
    assert got == pytest.approx(np.array([[9, 0, 0], [0, 0, 7], [4.5, 0, 0]]))


def test_comments_titles_domains_and_odd_spacing_are_read(tmp_path: Path) -> None:
    text = (
        '\ufeff# made by hand\r\nTITLE "Two\'s # company"\r\n\r\nLUT_1D_SIZE 2\r\n'
        "DOMAIN_MIN -1 -1 -1\r\nDOMAIN_MAX 1 1 1\r\n  0\t0  0 # black\r\n1e0 1.0 +1\r\n\r\n"
    )
    got = read_cube(written(tmp_path, text)).apply(np.array([0.0, 1.0, -1.0], np.float32))
    assert got == pytest.approx(np.array([0.5, 1.0, 0.0]))


def test_a_shaper_comes_before_the_lattice(tmp_path: Path) -> None:
    lattice = identity_3d(2).split("\n")[1:]
    text = "\n".join(
        ["LUT_1D_SIZE 2", "LUT_1D_INPUT_RANGE 0 2", "LUT_3D_SIZE 2", "0 0 0", "1 1 1", *lattice]
    )
    got = read_cube(written(tmp_path, text)).apply(np.array([1.0, 0.5, 2.0], np.float32))
    assert got == pytest.approx(np.array([0.5, 0.25, 1.0]))


def test_what_lies_outside_the_domain_is_clamped(tmp_path: Path) -> None:
    cube = read_cube(written(tmp_path, identity_3d(4)))
    got = cube.apply(np.array([-3.0, 0.5, 7.0], np.float32))
    assert got == pytest.approx(np.array([0.0, 0.5, 1.0]))


def test_a_changed_file_is_drawn_as_changed(tmp_path: Path) -> None:
    import os

    picture = colours()
    path = written(tmp_path, identity_3d(2))
    plain = graded(Adjustments(), path).apply(picture)
    path = written(tmp_path, "LUT_1D_SIZE 2\n1 1 1\n0 0 0\n")
    os.utime(path, ns=(1, 1))
    negative = graded(Adjustments(), path).apply(picture)
    assert np.abs(plain.y.astype(int) + negative.y - 251).max() <= 2


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("", 1, "no LUT_1D_SIZE"),
        ("0 0 0\n1 1 1\n", 1, "no LUT_1D_SIZE"),
        ("LUT_3D_SIZE\n", 1, "one whole number"),
        ("LUT_3D_SIZE many\n", 1, "one whole number"),
        ("# c\nLUT_3D_SIZE 1\n", 2, "2 to 129"),
        ("LUT_3D_SIZE 130\n", 1, "2 to 129"),
        ("LUT_1D_SIZE 65537\n", 1, "2 to 65536"),
        ("LUT_1D_SIZE 2\nLUT_1D_SIZE 2\n", 2, "second time"),
        ("LUT_1D_SIZE 2\nDOMAIN_MIN 0 0\n", 2, "takes 3 numbers"),
        ("LUT_1D_SIZE 2\nDOMAIN_MIN 0 0 0\nDOMAIN_MAX 1 0 1\n", 3, "not above"),
        ("LUT_1D_SIZE 2\nDOMAIN_MAX nan 1 1\n", 2, "takes 3 numbers"),
        ("LUT_1D_SIZE 2\nLUT_1D_INPUT_RANGE 1 0\n", 2, "ends before it begins"),
        ("LUT_1D_SIZE 2\nFLAVOUR mint\n", 2, "no keyword"),
        ("LUT_1D_SIZE 2\n0 0 0\n1 1\n", 3, "2 values"),
        ("LUT_1D_SIZE 2\n0 0 0\n1 1 one\n", 3, "not three numbers"),
        ("LUT_1D_SIZE 2\n0 0 0\n1 1 inf\n", 3, "not finite"),
        ("LUT_1D_SIZE 2\n0 0 0\nTITLE late\n1 1 1\n", 3, "among the numbers"),
        ("LUT_1D_SIZE 3\n0 0 0\n1 1 1\n", 3, "ends after 2 of 3 rows"),
        ("LUT_1D_SIZE 2\n0 0 0\n1 1 1\n2 2 2\n", 4, "more than the 2 rows"),
    ],
)
def test_a_malformed_file_names_its_line(tmp_path: Path, text: str, line: int, what: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(SourceError) as caught:
        graded(Adjustments(), path)
    assert f"look.cube, line {line}:" in str(caught.value)
    assert what in str(caught.value)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "look.cube"
    path.write_bytes(bytes(range(256)) * 40)
    with pytest.raises(SourceError, match=r"look\.cube, line"):
        graded(Adjustments(), path)


def test_a_missing_file_is_a_source_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        graded(Adjustments(), tmp_path / "gone.cube")
