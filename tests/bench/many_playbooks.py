"""As many different playbooks as a benchmark needs, each about 120 lines and as somebody would write it.

No two are alike: names, times and texts differ, and so does the way in which they are written (over lines, in
braces, in quotes, as a text block), so that nothing is gained by remembering a file.
"""

from __future__ import annotations

import random
from pathlib import Path


def _words(text: str) -> list[str]:
    return text.split()


_PLACES = _words("plant depot kitchen harbour office warehouse clinic ferry archive bakery tunnel laboratory")
_THINGS = [
    "batch",
    "parcel",
    "invoice",
    "engine",
    "ticket",
    "meal",
    "account",
    "letter",
    "sample",
    "camera",
    "ladder",
    "boiler",
    "contract",
]
_PEOPLE = _words("neighbours guests drivers nurses passengers parents suppliers reporters visitors cooks pilots")
_VERBS = _words("call check count stop bring ask write find hold read show repeat keep move open send")
_TOWNS = _words("Altmere Brookfen Carrow Dunmouth Eastvale Fernhill Garside Holmwick Ivybridge Kelmarsh")
_ROLES = _words("lead duty-manager ceo coo legal quality press social care finance safety works-council")


class _Writer:
    """One playbook; every choice hangs on its number alone."""

    def __init__(self, number: int) -> None:
        self.pick = random.Random(number)
        self.name = f"{self.one(_PLACES)}-{self.one(_THINGS)}-{number}"
        self.lines: list[str] = []
        self.roles = {role: f"{role}-{self.one(_PLACES)}" if self.chance(0.4) else role for role in _ROLES}

    def one(self, words: list[str]) -> str:
        return self.pick.choice(words)

    def chance(self, share: float) -> bool:
        return self.pick.random() < share

    def sentence(self) -> str:
        """Plain words, seldom twice the same."""
        start = f"{self.one(_VERBS).capitalize()} the {self.one(_THINGS)} at the {self.one(_PLACES)}"
        end = f"{self.one(_VERBS)} {self.pick.randint(2, 60)} {self.one(_PEOPLE)} in {self.one(_TOWNS)}"
        return f"{start}, and {end}"

    def quoted(self, text: str) -> str:
        """The text with or without quotes around it."""
        return f'"{text}"' if self.chance(0.4) else text

    def group(self, indent: str, name: str, **fields: str) -> None:
        """A few fields, in braces or over lines."""
        if self.chance(0.85):
            self.lines.append(
                f"{indent}{name}: {{{', '.join(f'{key}: {value}' for key, value in fields.items())}}}"
            )
        else:
            self.lines.append(f"{indent}{name}:")
            self.lines += [f"{indent}  {key}: {value}" for key, value in fields.items()]

    def ladder(self, *pages: str, within: str = "") -> None:
        """Rungs in brackets, or each on its line."""
        after = 1
        rungs = []
        for page in pages:
            rungs.append(f"{{after: {after}m, page: {self.roles[page]}{f', within: {within}' if within else ''}}}")
            after += self.pick.randint(1, 3)
        if self.chance(0.85):
            self.lines.append(f"    ladder: [{', '.join(rungs)}]")
        else:
            self.lines += ["    ladder:", *(f"      - {rung}" for rung in rungs)]

    def step(self, id_: str, role: str, *lines: str) -> None:
        """The first lines of a step."""
        if self.chance(0.2):
            self.lines.append("")
        self.lines += [f"  - id: {id_}", f"    role: {self.roles[role]}", *(f"    {line}" for line in lines)]

    def guidance(self) -> None:
        """Advice on one line or as a text block."""
        if self.chance(0.6):
            self.lines.append(f"    guidance: {self.sentence()}.")
        else:
            self.lines += ["    guidance: |", f"      {self.sentence()}.", f"      {self.sentence()}."]

    def head(self) -> None:
        name = self.name.replace("-", " ").capitalize()
        self.lines += [
            f"# For {self.one(_TOWNS)}: what we do when the {self.one(_THINGS)} fails. Try it as a drill first.",
            f"playbook: {self.name}",
            f"title: {self.quoted(name)}",
            f"company: {self.one(_TOWNS)} {self.one(_PLACES).capitalize()}s",
            "owner: Head of communications",
            f"review_by: 2031-{self.pick.randint(1, 12):02}-{self.pick.randint(1, 28):02}",
            f"crisis_when: [{{mentions_per_hour: {{at_least: {self.pick.randint(50, 900)}}}}}, {{asked: true}}]",
            f"noticed_within: {self.pick.randint(2, 5)}m",
            "promises:",
        ]
        self.group("  ", "first_statement", within="30m", kept_by="publish-holding")
        self.group("  ", "next_word", within=f"{self.pick.randint(60, 90)}m", kept_by="publish-update")
        self.lines.append("roles:")
        deputies = [("lead", "duty-manager"), ("duty-manager", "lead"), ("ceo", "coo"), ("coo", "ceo")]
        third = self.one(_ROLES[4:])
        for role, deputy in [*deputies, (third, "coo")]:
            self.group("  ", self.roles[role], title=f"{self.one(_TOWNS)} {role}", deputy=self.roles[deputy])
        self.third = third

    def facts_and_statements(self) -> None:
        self.lines.append("facts:")
        thing, people = self.one(_THINGS), self.one(_PEOPLE)
        self.group("  ", f"which_{thing}", ask=f'"Which {thing}, at the {self.one(_PLACES)}?"', type="text")
        self.changing = f"[hurt, which_{thing}]"
        self.group("  ", "hurt", ask=f'"How many {people} are hurt?"', type="integer", min="0")
        self.group("  ", "asked", ask=f'"Has somebody in {self.one(_TOWNS)} asked?"', type="boolean")
        self.group("  ", "resolved", ask=f'"Is it over at the {self.one(_PLACES)}?"', type="boolean")
        self.lines.append("statements:")
        yes = f"[{{any: [{self.roles['ceo']}, {self.roles['coo']}]}}]"
        advised = f"{yes[:-1]}, {{consult: {self.roles[self.third]}, within: {self.pick.randint(3, 5)}m}}]"
        channels = f"[{self.one(['x', 'facebook', 'linkedin'])}, website]"
        for name, template, approvals in (
            ("holding", "first_word", yes),
            ("update", "next_word", advised),
            ("all-clear", "last_word", yes),
        ):
            speaker = self.roles["ceo"]
            self.group("  ", name, template=template, speaker=speaker, approvals=approvals, channels=channels)

    def first_hour(self) -> None:
        self.lines.append("steps:")
        self.step("size-up", "lead", f'ask: "Is the {self.one(_THINGS)} a crisis?"')
        choices = {key: f'"{self.sentence()}"' for key in ("isolated", "growing", "crisis")}
        self.lines += ["    choices:", *(f"      {key}: {words}" for key, words in choices.items())]
        self.lines.append(f"    within: {self.pick.randint(2, 4)}m")
        self.guidance()
        self.ladder("duty-manager", "ceo")
        self.step("answer", "lead", "when: {size-up: isolated}", f"do: {self.quoted(self.sentence())}")
        self.lines += [
            f"    within: {self.pick.randint(20, 40)}m",
            f"    ends: {self.one(_THINGS)} handled in person",
        ]
        serious = "when: {size-up: [growing, crisis]}"
        self.step("pause-posts", "duty-manager", "after: [size-up]", serious, "title: Pause scheduled posts")
        self.lines += [f"    do: Pause every scheduled post and {self.one(_VERBS)} every {self.one(_THINGS)}"]
        self.lines += ["    within: 5m", "    required: true", "    checklist:"]
        self.lines += [f"      - {self.quoted(self.sentence())}" for _ in range(self.pick.randint(2, 3))]
        self.ladder("lead")
        self.step("write-holding", "lead", "after: [size-up]", serious, "draft: holding")
        self.lines.append(f"    within: {self.pick.randint(6, 8)}m")
        self.guidance()
        self.ladder("duty-manager", self.third)
        self.step("yes-to-holding", "ceo", "approve: holding", f"within: {self.pick.randint(2, 3)}m")
        self.ladder("coo", within="3m")
        self.step("publish-holding", "lead", "publish: holding", "within: 2m")
        self.ladder("duty-manager")

    def day_one(self) -> None:
        serious = "when: {size-up: [growing, crisis]}"
        follows = "after: [publish-holding]"
        self.step("keep-talking", "duty-manager", follows, serious, "draft: update", "within: 5m")
        self.guidance()
        times = f"[{{every: {self.pick.randint(15, 25)}m, for: 2h}}, {{every: {self.pick.randint(40, 70)}m}}]"
        self.group("    ", "repeat", every=times, until="{resolved: true}", on_change=self.changing)
        self.ladder("lead")
        self.step("yes-to-update", "ceo", "approve: update", f"within: {self.pick.randint(2, 4)}m")
        self.ladder("coo", within="4m")
        self.step("publish-update", "duty-manager", "publish: update", "within: 2m")
        self.step("write-all-clear", "lead", "after: [keep-talking, pause-posts]", serious, "draft: all-clear")
        self.lines.append(f"    within: {self.pick.randint(1, 3)}h")
        self.step("yes-to-all-clear", "ceo", "approve: all-clear", "within: 1h")
        self.ladder("coo", within="1h")
        self.step("publish-all-clear", "lead", "publish: all-clear", "within: 30m")
        self.step("stand-down", "lead", serious)
        self.lines += [f"    do: {self.quoted(self.sentence())}", f"    within: {self.pick.randint(2, 5)}h"]
        self.guidance()
        self.lines.append(f"    ends: stood down in {self.one(_TOWNS)}")


def playbook_text(number: int) -> str:
    """The playbook of that number: about 120 lines and 4 kB, without an error."""
    writer = _Writer(number)
    writer.head()
    writer.facts_and_statements()
    writer.first_hour()
    writer.day_one()
    return "\n".join(writer.lines) + "\n"


_TEMPLATES = {
    "first_word": "{% if fact.hurt.known %}{{ fact.hurt }} people are hurt.{% endif %}\n"
    "We speak again at {{ next_update }}.\n",
    "next_word": "{{ company }}, {{ now }}\n\n[[ What is new ]]\n\nWe speak again at {{ next_update }}.\n",
    "last_word": "{{ company }}, {{ now }}\n\n[[ What is over, and since when ]]\n\n{{ speaker }}\n",
}


def write_playbooks(folder: Path, count: int) -> list[Path]:
    """So many playbooks in `folder/playbooks`, and their templates beside it."""
    for part in ("playbooks", "templates/en"):
        (folder / part).mkdir(parents=True)
    for name, text in _TEMPLATES.items():
        (folder / "templates" / "en" / f"{name}.txt.j2").write_text(text, encoding="utf-8")
    paths = []
    for number in range(count):
        path = folder / "playbooks" / f"{_Writer(number).name}.yaml"
        path.write_text(playbook_text(number), encoding="utf-8")
        paths.append(path)
    return paths
