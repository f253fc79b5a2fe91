"""`.cube` files: tables of colours for RGB, of one or three dimensions, as graders write them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from kinoloom.errors import SourceError
from kinoloom.render.grade.colour import Values

_LARGEST = {1: 65536, 3: 129}
_MOST_BYTES = 200_000_000


@dataclass(frozen=True, eq=False)
class Cube:
    """What a file says: a curve for each channel, a lattice, or first the one, then the other.

    `curve` is n x 3; `lattice` is blue x green x red x 3. Each reaches over its own domain.
    """

    curve: Values | None
    lattice: Values | None
    curve_domain: Values
    lattice_domain: Values

    def apply(self, rgb: Values) -> Values:
        """Gamma-coded RGB (…, 3) through the tables; what lies outside their domain is clamped."""
        if self.curve is not None:
            place = _places(rgb, self.curve_domain)
            steps = np.linspace(0, 1, len(self.curve))
            channels = [np.interp(place[..., c], steps, self.curve[:, c]) for c in range(3)]
            rgb = np.stack(channels, axis=-1).astype(np.float32)
        if self.lattice is not None:
            rgb = _trilinear(self.lattice, _places(rgb, self.lattice_domain))
        return rgb


@dataclass
class _Header:
    """What stands before the numbers, filled while reading."""

    name: str
    sizes: dict[int, int] = field(default_factory=dict[int, int])
    domain: Values = field(default_factory=lambda: np.array([[0, 0, 0], [1, 1, 1]], np.float32))
    ranges: dict[int, Values] = field(default_factory=dict[int, Values])

    def wrong(self, number: int, what: str) -> SourceError:
        """The error for a line, counted from 1."""
        return SourceError(f"{self.name}, line {number}: {what}.")


def read_cube(path: Path) -> Cube:
    """The tables of a file. Raises SourceError, which names the line, when it is malformed."""
    try:
        size = path.stat().st_size
        text = path.read_bytes() if size <= _MOST_BYTES else None
    except OSError as error:
        raise SourceError(f"{path.name} cannot be read: {error.strerror}.") from error
    if text is None:
        raise SourceError(f"{path.name} has {size} bytes; no .cube table is that large.")
    return _parsed(path.name, text.decode("utf-8-sig", "replace").splitlines())


def _parsed(name: str, lines: list[str]) -> Cube:
    header = _Header(name)
    numbers: list[int] = []
    rows: list[str] = []
    for number, raw in enumerate(lines, 1):
        line = raw.split("#", 1)[0].strip()
        if not line:
            continue
        if line[0].isalpha() and not _is_number(line.split()[0]):
            if rows:
                raise header.wrong(number, "a keyword stands among the numbers")
            _take_keyword(header, number, line)
        else:
            numbers.append(number)
            rows.append(line)
    if not header.sizes:
        raise header.wrong(1, "there is no LUT_1D_SIZE and no LUT_3D_SIZE in the file")
    return _filled(header, numbers, _values(header, numbers, rows), last=max(1, len(lines)))


def _take_keyword(header: _Header, number: int, line: str) -> None:
    keyword, *words = line.split()
    if keyword in ("LUT_1D_SIZE", "LUT_3D_SIZE"):
        dimensions = int(keyword[4])
        most = _LARGEST[dimensions]
        if len(words) != 1 or not words[0].isascii() or not words[0].isdigit():
            raise header.wrong(number, f"{keyword} takes one whole number")
        if not 2 <= int(words[0]) <= most:
            raise header.wrong(number, f"{keyword} is {words[0]}; it can be 2 to {most}")
        if dimensions in header.sizes:
            raise header.wrong(number, f"{keyword} stands here for the second time")
        header.sizes[dimensions] = int(words[0])
    elif keyword in ("DOMAIN_MIN", "DOMAIN_MAX"):
        row = int(keyword == "DOMAIN_MAX")
        header.domain[row] = _floats(header, number, keyword, words, 3)
        if not bool(np.all(header.domain[1] > header.domain[0])) and row:
            raise header.wrong(number, "DOMAIN_MAX is not above DOMAIN_MIN")
    elif keyword in ("LUT_1D_INPUT_RANGE", "LUT_3D_INPUT_RANGE"):
        low, high = _floats(header, number, keyword, words, 2)
        if not high > low:
            raise header.wrong(number, f"{keyword} ends before it begins")
        header.ranges[int(keyword[4])] = np.array([[low] * 3, [high] * 3], np.float32)
    elif keyword != "TITLE":
        raise header.wrong(number, f"{keyword[:40]} is no keyword of a .cube file")


def _floats(header: _Header, number: int, keyword: str, words: list[str], count: int) -> Values:
    values = [float(word) for word in words if _is_number(word)]
    if len(words) != count or len(values) != count or not np.all(np.isfinite(values)):
        raise header.wrong(number, f"{keyword} takes {count} numbers")
    return np.array(values, np.float32)


def _values(header: _Header, numbers: list[int], rows: list[str]) -> Values:
    """All rows of numbers, n x 3."""
    words = [row.split() for row in rows]
    for number, row in zip(numbers, words, strict=True):
        if len(row) != 3:
            raise header.wrong(number, f"there are {len(row)} values where 3 should stand")
    try:
        values = np.array(words, np.float64).reshape(-1, 3)
    except ValueError as error:
        at = next(i for i, row in enumerate(words) if not all(_is_number(word) for word in row))
        raise header.wrong(numbers[at], f"{rows[at][:60]!r} is not three numbers") from error
    finite = np.isfinite(values).all(axis=1)
    if not finite.all():
        raise header.wrong(numbers[int(np.argmin(finite))], "a value is not finite")
    return values.astype(np.float32)


def _filled(header: _Header, numbers: list[int], values: Values, last: int) -> Cube:
    short, long = header.sizes.get(1, 0), header.sizes.get(3, 0)
    wanted = short + long**3
    if len(values) < wanted:
        raise header.wrong(last, f"the table ends after {len(values)} of {wanted} rows")
    if len(values) > wanted:
        raise header.wrong(numbers[wanted], f"there are more than the {wanted} rows of the table")
    return Cube(
        curve=values[:short] if short else None,
        lattice=values[short:].reshape(long, long, long, 3) if long else None,
        curve_domain=header.ranges.get(1, header.domain),
        lattice_domain=header.ranges.get(3, header.domain),
    )


def _is_number(word: str) -> bool:
    try:
        float(word)
    except ValueError:
        return False
    return True


def _places(rgb: Values, domain: Values) -> Values:
    return np.clip((rgb - domain[0]) / (domain[1] - domain[0]), 0, 1)


def _trilinear(lattice: Values, place: Values) -> Values:
    """Values of a lattice at places (…, 3) of 0..1, red first."""
    size = len(lattice)
    at = place * (size - 1)
    low = np.minimum(at.astype(np.intp), size - 2)
    share = at - low
    total = np.zeros(place.shape, np.float32)
    for corner in range(8):
        step = np.array([corner & 1, corner >> 1 & 1, corner >> 2 & 1])
        weight = np.prod(np.where(step == 1, share, 1 - share), axis=-1, keepdims=True)
        index = low + step
        total += weight * lattice[index[..., 2], index[..., 1], index[..., 0]]
    return total
