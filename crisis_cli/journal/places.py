"""Where a journal may lie: a private folder on this machine's own disk. The one door to psutil's mounts."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from crisis_cli.errors import SurroundingsFailed

_REMOTE = (
    "9p|acfs|afp|afpfs|afs|beegfs|ceph|cifs|coda|davfs|drvfs|gfs2?|glusterfs|gpfs|lustre|ncpfs|nfs[34]?|ocfs2|"
    "orangefs|prl_fs|pvfs2|smb[23]?|smbfs|sshfs|vboxsf|vmhgfs|webdav"
)
_LOCAL_FUSE = "fuse[.](cryfs|encfs|exfat|fuse-overlayfs|gocryptfs|mergerfs|ntfs|ntfs-3g|securefs|veracrypt)"


def prepare_folder(folder: Path) -> None:
    """Make sure of a folder that only its owner can enter, on a disk of this machine.

    A folder that is there keeps the rights its owner gave it. Raises SurroundingsFailed.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SurroundingsFailed(
            f"the folder for the journal, {folder}, cannot be made: {error.strerror}",
            "Set CRISIS_HOME to a folder that you may write.",
        ) from None
    kind = remote_kind(folder)
    if kind:
        raise SurroundingsFailed(
            f"{folder} is on a network file system ({kind}), where two machines that write at once would "
            "damage the journal",
            "Set CRISIS_HOME to a folder on a disk of this machine.",
        )


def remote_kind(folder: Path) -> str:
    """The kind of network file system that a folder lies on; empty if it is a disk of this machine."""
    real = folder.resolve()
    if sys.platform == "linux" and os.major(real.stat().st_dev):
        return ""  # a block device: no need for the 25 ms that psutil takes to load
    if str(real).startswith("\\\\") and not str(real).startswith(("\\\\?\\", "\\\\.\\")):
        return "a Windows share"
    import psutil

    mounts = [(part.mountpoint, part.fstype, part.opts) for part in psutil.disk_partitions(all=True)]
    return kind_at(real, mounts)


def kind_at(folder: Path, mounts: list[tuple[str, str, str]]) -> str:
    """The same, from mount points with their type and options; of two on one point the later one counts."""
    nearest, found = -1, ("", "")
    for point, fstype, options in mounts:
        if folder.is_relative_to(point) and len(Path(point).parts) >= nearest:
            nearest, found = len(Path(point).parts), (fstype.lower(), options)
    fstype, options = found
    remote = re.fullmatch(_REMOTE, fstype) or (
        fstype.startswith("fuse.") and not re.fullmatch(_LOCAL_FUSE, fstype)
    )
    return fstype or "unknown" if remote or "remote" in options.split(",") else ""
