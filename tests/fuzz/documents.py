"""A YAML file as a tree of words that remember whether they were quoted, and back as one line a thing."""

from __future__ import annotations

import json
import re
from typing import Any

import yaml

Tree = Any
"""Nested dicts and lists of words."""

PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./-]*")
"""What can stand without quotes wherever it stands."""


class Quoted(str):
    """A word that stood in quotes, or over several lines."""

    __slots__ = ()


class _Loader(yaml.CBaseLoader):
    """Words only: what they mean is the reader's business."""


def _word(loader: _Loader, node: yaml.ScalarNode) -> str:
    text = str(loader.construct_scalar(node))
    return Quoted(text) if node.style else text


_Loader.add_constructor("tag:yaml.org,2002:str", _word)


def read(data: bytes) -> Tree:
    """The tree of one document."""
    return yaml.load(data, Loader=_Loader)


def written(tree: Tree) -> str:
    """A document in which each thing of the first two levels has a line of its own."""
    if not isinstance(tree, dict) or not tree:
        return _flow(tree) + "\n"
    lines = []
    for key, value in tree.items():
        if isinstance(value, dict) and value:
            lines.append(f"{_flow(key)}:")
            lines += [f"  {_flow(name)}: {_flow(part)}" for name, part in value.items()]
        elif isinstance(value, list) and value:
            lines.append(f"{_flow(key)}:")
            lines += [f"  - {_flow(part)}" for part in value]
        else:
            lines.append(f"{_flow(key)}: {_flow(value)}")
    return "\n".join(lines) + "\n"


def _flow(tree: Tree) -> str:
    if isinstance(tree, dict):
        return "{" + ", ".join(f"{_flow(key)}: {_flow(value)}" for key, value in tree.items()) + "}"
    if isinstance(tree, list):
        return "[" + ", ".join(map(_flow, tree)) + "]"
    if isinstance(tree, str):
        plain = not isinstance(tree, Quoted) and PLAIN.fullmatch(tree)
        return str(tree) if plain else json.dumps(tree, ensure_ascii=False)
    return json.dumps(tree)
