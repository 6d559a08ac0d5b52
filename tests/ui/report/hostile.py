"""A run in which every field that anybody can fill says the same words."""

from __future__ import annotations

from dataclasses import replace

from crisis_cli.domain import intents as i
from crisis_cli.domain.playbook import Playbook
from tests.review.reviewed_runs import MINUTE, PLAYBOOK, SEEN, Run, read

TEXTS = (
    "<script>document.title='pwned'</script>",
    "<img src=x onerror=\"document.title='pwned'\">",
    '"><svg onload=alert(1)>',
    "</title></style></svg></table></main><h1>Mine",
    "<!-- --> ]]> <![CDATA[ &lt;b&gt; &amp; &#64;",
    "[click](https://evil.example) ![x](https://evil.example/x.png)",
    "<https://evil.example> https://evil.example www.evil.example",
    "javascript:alert(1) [a]: https://evil.example 'x'",
    "mail@evil.example mailto:mail@evil.example @everyone #12 GH-3 :tada: owner/repo#4",
    "| a | b | \\| c",
    "`a` ``b`` ```c",
    "```\n# Title\n~~~\n---\n===\n| - |",
    "# heading #",
    "- item",
    "1. item",
    "> quote",
    "*b* __i__ ~~s~~ $x$ \\",
    "    indented\n\n\tcode",
    "\x1b[31mred\x1b]52;c;aGk=\x07 \x9b31m",
    "\u202egnp.exe\u2066 \u200b \u2028 \x85",
    "[/] [red]x[/red] {{ 7 * 7 }} {} {subject} %s",
    "x" * 5_000,
    "line\r\nline\rline\n\n\nline",
)


def said_everywhere(words: str, *, drill: bool = False) -> Run:
    """A whole crisis told only in these words."""
    who = words.replace("\n", " ").replace("\r", " ")

    def hostile(text: str) -> Playbook:
        found = read(text)
        return replace(
            found,
            title=words,
            roles={name: role._replace(title=words) for name, role in found.roles.items()},
            facts={name: fact._replace(ask=words) for name, fact in found.facts.items()},
            steps={
                name: step._replace(title=words, phase=words, choices=dict.fromkeys(step.choices, words))
                for name, step in found.steps.items()
            },
        )

    run = Run(PLAYBOOK, drill=drill, starter=who, read=hostile)
    other = f"other {who}"
    run.act(i.Offer(("ceo",), other), by=who)
    run.act(i.Accept(("ceo",), other), by=other)
    run.act(i.Answer("size-up", "crisis"), by=who)
    run.act(i.RecordFact("product", words, "confirmed", words), i.TakeNote(words), by=who)
    run.act(i.RecordTry(who, words, "message"), i.LinkItem(words, words, words), by=who)
    run.act(i.AddTodo(words, SEEN + 60 * MINUTE), i.Skip("todo-1", words), by=who)
    run.act(i.Draft("holding", words, (words,), words), i.Complete("write-holding"), by=who)
    run.to(12)
    run.act(i.Reject("holding", words), by=other)
    run.act(i.Edit("holding", f"{words} and {words}"), i.Complete("write-holding"), by=who)
    run.act(i.Approve("holding", for_="ceo", via=words), by=who)
    address = "".join(letter if letter.isprintable() else "?" for letter in words).strip() or "?"
    run.act(i.Post("holding", ("x",), address), i.SkipChannel("holding", "website", words), by=who)
    run.act(i.MarkAway(other, None), i.NoticeClockJump(60, words), by=who)
    note = run.act(i.TakeNote("to be blanked"), by=who)[0]
    run.session.redact(note.seq, words, actor=who)
    run.to(70, watched=False)
    run.act(i.Close(words), by=who)
    return run
