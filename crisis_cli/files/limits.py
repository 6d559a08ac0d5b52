"""The one door to the operating system's limits on a process; where it has none, the wall clock must do."""

from __future__ import annotations

import sys


def cap_this_process(memory: int, cpu_seconds: int) -> None:
    """From now on no more than `memory` bytes of address space and `cpu_seconds` of work, for this process
    alone and for good; limits that the platform does not have are passed over."""
    if sys.platform == "win32":
        return
    import resource

    wanted = (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_CORE, 0),
    )
    for what, most in wanted:
        try:
            hard = resource.getrlimit(what)[1]
            most = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):
            continue
