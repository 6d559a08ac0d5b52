"""What holds for every text: nothing is counted twice or left out, and a place leads back to what was typed."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from crisis_cli.domain.canonical import canonical
from crisis_cli.statements.channels.as_sent import as_sent
from crisis_cli.statements.channels.checking import check_channel
from crisis_cli.statements.channels.counting import PLATFORMS, count
from crisis_cli.statements.channels.graphemes import clusters, emoji_spans
from crisis_cli.statements.channels.links import links
from crisis_cli.statements.channels.sms import sms_parts
from crisis_cli.statements.written import Written

PIECES = [
    *(
        "a",
        "é",
        "e\u0301",
        "ç",
        "€",
        "[",
        "’",
        " ",
        "\u202f",
        "\n",
        "\r\n",
        "\r",
        ".",
        ",",
        "(",
        ")",
        "/",
        "?",
        "@",
    ),
    *(
        "👍🏽",
        "\U0001f468\u200d\U0001f469",
        "🇫",
        "1\ufe0f\u20e3",
        "\u200d",
        "\ufeff",
        "中",
        "क्ष",
        "\ud83d",
        "\ufe0f",
    ),
    *("example.com", "https://", "https://example.com/", "@press@example.com", "_", "-", "\uac00\u11a8"),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=60)


@given(TEXTS)
def test_the_atoms_of_every_channel_are_the_text(text: str) -> None:
    sent = as_sent(text).text
    for platform in PLATFORMS.values():
        atoms = list(platform.atoms(sent))
        assert "".join(sent[atom.start : atom.end] for atom in atoms) == sent
        assert all(atom.start < atom.end and atom.cost > 0 for atom in atoms)


@given(TEXTS)
def test_what_is_sent_is_the_canonical_text_and_leads_back_to_the_typed_one(text: str) -> None:
    sent = as_sent(text)
    assert sent.text == canonical(text).rstrip()
    back = [sent.typed(index) for index in range(len(sent.text) + 1)]
    assert back == sorted(back)
    assert all(0 <= index <= len(text) for index in back)


@given(TEXTS.map(lambda text: text * 12))
def test_the_parts_of_an_sms_are_the_text_and_break_no_emoji(text: str) -> None:
    sent = as_sent(text).text
    parts = sms_parts(sent)
    counted = count("sms", text)
    assert "".join(parts) == sent
    assert len(parts) == counted.parts
    if counted.encoding == "UCS-2" and counted.part_limit:
        assert all(len(part.encode("utf-16-le", "surrogatepass")) // 2 <= counted.part_limit for part in parts)
        ends = {sum(map(len, parts[:number])) for number in range(1, len(parts))}
        assert not any(
            start < end < stop for start, stop in emoji_spans(sent) for end in ends if stop - start < 20
        )


@given(TEXTS)
def test_clusters_are_the_text_and_a_link_lies_within_it(text: str) -> None:
    assert "".join(clusters(text)) == text
    found = links(text)
    assert all(one.start < one.end for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(TEXTS, st.sampled_from([*PLATFORMS, "forum"]))
def test_every_finding_has_a_place_in_the_text(text: str, channel: str) -> None:
    lines = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    for one in check_channel(Written("text.txt", text, "en"), channel, {channel: 20}):
        assert one.place is not None
        assert (1, 1) <= (one.place.line, one.place.column) <= (one.place.end_line, one.place.end_column)
        assert one.place.end_line <= lines
        assert one.message
        assert one.hint
