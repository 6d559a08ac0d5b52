"""Where a journal may lie."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from crisis_cli.errors import SurroundingsFailed
from crisis_cli.journal import places
from crisis_cli.journal.places import kind_at, prepare_folder, remote_kind

MOUNTS = [
    ("/", "ext4", "rw,relatime"),
    ("/home", "nfs4", "rw"),
    ("/home/pat/.local", "xfs", "rw"),
    ("/mnt/c", "9p", "rw"),
    ("/mnt/cloud", "fuse.rclone", "rw"),
    ("/mnt/vault", "fuse.gocryptfs", "rw"),
    ("/mnt/stick", "fuseblk", "rw"),
    ("/tmp", "tmpfs", "rw"),
    ("/net", "autofs", "rw"),
    ("/net", "cifs", "rw"),
    ("/Volumes/team", "smbfs", "rw"),
    ("/odd", "NFS", "rw"),
]


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/var/lib/crisis", ""),
        ("/home/pat", "nfs4"),
        ("/homework", ""),
        ("/home/pat/.local/share", ""),
        ("/mnt/c/Users/pat", "9p"),
        ("/mnt/cloud/x", "fuse.rclone"),
        ("/mnt/vault", ""),
        ("/mnt/stick", ""),
        ("/tmp/x", ""),
        ("/net/x", "cifs"),
        ("/Volumes/team/crisis", "smbfs"),
        ("/odd/x", "nfs"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has drives, not mount points: see the next test")
def test_the_nearest_mount_says_what_a_folder_lies_on(folder: str, kind: str) -> None:
    assert kind_at(Path(folder), MOUNTS) == kind


def test_a_mapped_drive_is_remote_whatever_its_type(tmp_path: Path) -> None:
    assert kind_at(tmp_path, [(tmp_path.anchor, "NTFS", "rw,remote")]) == "ntfs"
    assert kind_at(tmp_path, [(tmp_path.anchor, "NTFS", "rw,fixed")]) == ""
    assert kind_at(tmp_path, []) == ""


def test_a_folder_on_a_network_file_system_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "remote_kind", lambda _: "nfs4")
    with pytest.raises(SurroundingsFailed, match=r"network file system \(nfs4\)") as refused:
        prepare_folder(tmp_path)
    assert "CRISIS_HOME" in refused.value.hint


def test_the_mounts_are_asked_where_the_disk_is_no_block_device(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "major", lambda _: 0, raising=False)
    mount = SimpleNamespace(mountpoint=tmp_path.anchor, fstype="nfs", opts="rw")
    monkeypatch.setattr(psutil, "disk_partitions", lambda *, all: [mount] if all else [])
    assert remote_kind(tmp_path) == "nfs"


def test_the_folder_of_this_test_is_local(tmp_path: Path) -> None:
    assert remote_kind(tmp_path) == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a user's folder private by itself")
def test_a_new_folder_is_its_owner_s_alone(tmp_path: Path) -> None:
    prepare_folder(tmp_path / "a" / "b")
    assert stat.S_IMODE((tmp_path / "a" / "b").stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SurroundingsFailed, match=r"cannot be made: .+") as failed:
        prepare_folder(tmp_path / "file" / "folder")
    assert "CRISIS_HOME" in failed.value.hint
