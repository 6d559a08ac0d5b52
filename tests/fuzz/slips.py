"""A slip anywhere in a document of any kind: lost, doubled, renamed, or something else in its place."""

from __future__ import annotations

import copy
from random import Random

from crisis_cli.files.playbook.fields import PLAYBOOK, STEP
from tests.files.random_documents import SLIPS, with_slips
from tests.fuzz.documents import Tree

KNOWN = (*PLAYBOOK.fields, *STEP.fields)
HUGE = ("é" * 3, "\u202e", "\ud7ff", "a\x07b", "🔥" * 40, "-" * 200, "9" * 400, "../" * 9, "{{ 7 * 7 }}")


def slip(tree: Tree, random: Random) -> Tree:
    """A copy with one to three slips in it."""
    if random.random() < 0.8:
        return with_slips(tree, random, KNOWN)
    tree = copy.deepcopy(tree)
    group = tree
    while isinstance(group, dict | list) and group:
        key = random.choice(list(group)) if isinstance(group, dict) else random.randrange(len(group))
        if not isinstance(group[key], dict | list) or random.random() < 0.15:
            group[key] = random.choice((*HUGE, *SLIPS))
            break
        group = group[key]
    return tree
