"""Which test draws what, read from the tests' source: nothing is imported, nothing is run."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

OPENERS = ("sorted", "list", "tuple", "set", "get_args")
"""Calls that leave out no value of a table."""
VIEWS = ("items", "keys", "values")
UNRUN = ("skip", "skipif", "xfail")


class Over(NamedTuple):
    """A table that a test runs over: where it is imported from and its name there; with `part`,
    over everything in that attribute of its values."""

    module: str
    name: str
    part: str | None = None


@dataclass(frozen=True)
class Claim:
    """What one test says it draws. `words` are all names and texts of its source, decorators
    included, and of what it uses of its file; the claim itself is left out."""

    test: str
    path: Path
    rows: tuple[str, ...]
    over: frozenset[Over]
    words: frozenset[str]
    runs: bool

    @property
    def place(self) -> str:
        """The test, for people."""
        return f"{self.path.name}::{self.test}"


@dataclass(frozen=True)
class _Module:
    """What names mean in a file of tests: imported from where, or bound to which expression; and
    the words of each function and constant."""

    imported: Mapping[str, tuple[str, str]]
    bound: Mapping[str, ast.expr]
    words: Mapping[str, frozenset[str]]


def claims(folder: Path) -> tuple[Claim, ...]:
    """Every claim of the tests below a folder, in the order of files and lines."""
    return tuple(
        claim
        for path in sorted(folder.rglob("test_*.py"))
        for claim in _claims_of(path, ast.parse(path.read_text("utf-8")))
    )


def _claims_of(path: Path, tree: ast.Module) -> Iterator[Claim]:
    module = _module(tree)
    for node in tree.body:
        inner = node.body if isinstance(node, ast.ClassDef) and "Test" in node.name else [node]
        for test in inner:
            if isinstance(test, ast.FunctionDef) and test.name.startswith("test_"):
                claim = _claim(path, test, module)
                if claim is not None:
                    yield claim


def _module(tree: ast.Module) -> _Module:
    imported = {
        alias.asname or alias.name: (node.module or "", alias.name)
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    bound: dict[str, ast.expr] = {}
    words: dict[str, frozenset[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("test_"):
            words[node.name] = words.get(node.name, frozenset()) | _words(node)
        for name, value in _bindings(node):
            # A name that was bound twice, or imported too, means nothing certain.
            imported.pop(name, None)
            bound[name] = ast.Tuple([]) if name in bound else value
            words[name] = words.get(name, frozenset()) | _words(value)
    return _Module(imported, bound, words)


def _bindings(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    targets: list[ast.expr] = []
    value: ast.expr | None = None
    if isinstance(node, ast.Assign):
        targets, value = node.targets, node.value
    elif isinstance(node, ast.AnnAssign):
        targets, value = [node.target], node.value
    for target in targets:
        if isinstance(target, ast.Name) and value is not None:
            yield target.id, value


def _claim(path: Path, test: ast.FunctionDef, module: _Module) -> Claim | None:
    rows: list[str] = []
    over: set[Over] = set()
    words: set[str] = set()
    runs = True
    for decorator in test.decorator_list:
        if isinstance(decorator, ast.Call) and _name(decorator.func) == "draws":
            rows += [ast.literal_eval(argument) for argument in decorator.args]
            continue
        words |= _words(decorator)
        called = decorator.func if isinstance(decorator, ast.Call) else decorator
        if _name(called) == "parametrize" and isinstance(decorator, ast.Call):
            over |= _over(decorator.args[1], module)
        runs = runs and _name(called) not in UNRUN
    if not rows:
        return None
    for part in (test.args, *test.body):
        words |= _words(part)
    used = _with_used(words, module)
    return Claim(test.name, path, tuple(rows), frozenset(over), used, runs)


def _with_used(words: set[str], module: _Module) -> frozenset[str]:
    """These words and those of the file's functions and constants they name."""
    found: set[str] = set()
    left = set(words)
    while left:
        word = left.pop()
        found.add(word)
        left |= set(module.words.get(word, ())) - found
    return frozenset(found)


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _words(node: ast.AST) -> frozenset[str]:
    found: set[str] = set()
    for part in ast.walk(node):
        match part:
            case ast.Name(id=word) | ast.Attribute(attr=word) | ast.arg(arg=word):
                found.add(word)
            case ast.keyword(arg=str(word)) | ast.Constant(value=str(word)):
                found.add(word)
            case ast.Constant(value=int(number)):
                found.add(str(number))
            case _:
                continue
    return frozenset(found)


def _over(node: ast.expr, module: _Module) -> set[Over]:
    """The tables whose every entry is in a list of parameters, as far as that is plain to see."""
    match node:
        case ast.Name(id=name) if name in module.imported:
            return {Over(*module.imported[name])}
        case ast.Name(id=name) if name in module.bound:
            rest = {key: value for key, value in module.bound.items() if key != name}
            return _over(module.bound[name], replace(module, bound=rest))
        case ast.Call():
            return _over_called(node, module)
        case ast.List(elts=parts) | ast.Tuple(elts=parts):
            opened = [part.value for part in parts if isinstance(part, ast.Starred)]
            return {table for part in opened for table in _over(part, module)}
        case ast.ListComp() | ast.GeneratorExp() | ast.SetComp():
            return _over_each(node, module)
        case _:
            return set()


def _over_called(node: ast.Call, module: _Module) -> set[Over]:
    match node:
        case ast.Call(func=ast.Name(id=name), args=[inner]) if name in OPENERS:
            return _over(inner, module)
        case ast.Call(func=ast.Attribute(value=inner, attr=name), args=[]) if name in VIEWS:
            return _over(inner, module)
        case _:
            return set()


def _over_each(node: ast.ListComp | ast.GeneratorExp | ast.SetComp, module: _Module) -> set[Over]:
    """Of a comprehension that leaves nothing out: all of a table, or all parts of all of it."""
    first, *inner = node.generators
    if any(generator.ifs for generator in node.generators) or len(inner) > 1:
        return set()
    # What is made of an entry must at least depend on it.
    if not _words(node.elt) & _words(node.generators[-1].target):
        return set()
    tables = _over(first.iter, module)
    if not inner:
        return tables
    match inner[0].iter:
        case ast.Attribute(value=ast.Name(), attr=part):
            return {table._replace(part=part) for table in tables}
        case ast.BoolOp(op=ast.Or(), values=[ast.Attribute(value=ast.Name(), attr=part), _]):
            # One entry stands for those that have no parts.
            return tables | {table._replace(part=part) for table in tables}
        case _:
            return set()
