"""What is asked of all paths is worked out once, and comes to the same."""

from __future__ import annotations

from datetime import timedelta

from crisis_cli.proof.all_paths import AllPaths
from crisis_cli.proof.graph import Graph
from crisis_cli.proof.standing import before_it_begins
from crisis_cli.proof.worst import worst
from tests.proof.plans import SEEN, random_plan


def test_a_promise_that_differs_in_nothing_but_its_length_comes_to_what_it_would_come_to_alone() -> None:
    for seed in range(100):
        book, promise = random_plan(seed)
        longer = promise._replace(name="longer", within=promise.within + timedelta(minutes=7))
        standing = before_it_begins(book, SEEN)
        paths = AllPaths(Graph(book, standing))
        for one in (promise, longer):
            assert paths.worst(one) == worst(book, standing, one)
