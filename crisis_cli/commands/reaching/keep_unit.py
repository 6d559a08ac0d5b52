"""The text of a systemd unit in which the keeper runs as a service."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from crisis_cli.commands import wiring
from crisis_cli.commands.reaching.dead_man import VARIABLE as DEAD_MAN
from crisis_cli.files.team.finding import VARIABLE as TEAM
from crisis_cli.files.team.finding import find_team

_UNIT = """\
# The keeper of crisis-cli as a service: it fires what falls due and pages people, also when nobody looks.
#   crisis keep --print-unit | sudo tee /etc/systemd/system/crisis-keep.service
#   sudo systemctl enable --now crisis-keep
#   crisis doctor    says whether it is seen
# Secrets (NAME=value, one a line; the ${{NAME}}s of the team file, {dead_man}, CRISIS_STORE) belong into
#   {secrets}    with mode 0600
[Unit]
Description=crisis-cli keeper: fires what falls due and pages people
Wants=network-online.target
After=network-online.target
StartLimitIntervalSec=0

[Service]
User={user}
WorkingDirectory={home}
ExecStart={command}
Environment={environment}
EnvironmentFile=-{secrets}
Restart=always
RestartSec=2
# What is being sent is waited for; the processes that send are left alone until then.
KillMode=mixed
TimeoutStopSec=40
UMask=0077
NoNewPrivileges=true
PrivateTmp=true
ProtectSystem=strict
ProtectHome=read-only
ReadWritePaths={quoted_home}

[Install]
WantedBy=multi-user.target
"""


def unit_text() -> str:
    """The unit for this installation, user, journal and team file."""
    import getpass

    home = wiring.home()
    environment = [_quoted(f"CRISIS_HOME={home}")]
    team = find_team(os.environ, Path.cwd())
    environment += [_quoted(f"{TEAM}={team}")] if team is not None else []
    return _UNIT.format(
        user=getpass.getuser(),
        home=_escaped(str(home)),
        quoted_home=_quoted(str(home)),
        command=" ".join(
            _quoted(word).replace("$", "$$") for word in (sys.executable, "-m", "crisis_cli", "keep")
        ),
        environment=" ".join(environment),
        secrets=_escaped(str(home / "keeper.env")),
        dead_man=DEAD_MAN,
    )


def _escaped(text: str) -> str:
    """As systemd reads a path: a percent sign would begin a specifier."""
    return text.replace("%", "%%")


def _quoted(text: str) -> str:
    """As systemd reads a word of a command or an assignment (systemd.syntax, Quoting)."""
    safe = _escaped(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{safe}"'
