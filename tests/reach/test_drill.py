"""A drill's account takes everything, sends nothing and says DRILL."""

from __future__ import annotations

from crisis_cli.domain.posting import Answer, Outgoing
from crisis_cli.engine.ports import Account
from crisis_cli.reach.drill import DrillAccount
from tests.fakes import NIGHT


def test_it_takes_every_post_and_says_that_it_is_a_drill() -> None:
    account: Account = DrillAccount("mastodon")
    outgoing = Outgoing("We know.", "key-1", NIGHT)
    assert account.account == "DRILL mastodon"
    assert account.post(outgoing) == account.find(outgoing, NIGHT) == Answer("DRILL-key-1", "in the drill's feed")
    looked = account.look("DRILL-key-1", "")
    assert (looked.text, looked.gone) == (None, False)
    assert "DRILL" in looked.why
    assert account.check().account == "DRILL mastodon"
    assert account.remembers is not None, "the same key is the same post, however late"
