"""Root without its privilege to pass over rights: containers run tests as root."""

from __future__ import annotations

import ctypes
import os
import sys

_DROP_FROM_BOUNDING_SET, _OVERRIDE, _READ_SEARCH = 24, 1, 2


def ordinary_rights() -> None:
    """Call it in a child just before exec: what it then runs is bound by the rights of files and folders."""
    if sys.platform == "linux" and os.geteuid() == 0:
        for capability in (_OVERRIDE, _READ_SEARCH):
            if ctypes.CDLL(None, use_errno=True).prctl(_DROP_FROM_BOUNDING_SET, capability, 0, 0, 0):
                raise OSError(ctypes.get_errno(), "a test needs root to give up a privilege")
