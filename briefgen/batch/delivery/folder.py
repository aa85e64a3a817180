"""Delivery into a folder: copies of the files under templated names, all of them or none, over and over the same."""

from __future__ import annotations

import errno
import re

from briefgen import store
from briefgen.batch.delivery.parcel import Parcel, ParcelFile, Receipt, Undeliverable, chosen, content, filled
from briefgen.config.delivery import Channel, FolderConfig
from briefgen.errors import CONTROL, InputError

# What time, or somebody tidying up, may mend; any other refusal is a matter of rights and paths.
_MAY_PASS = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.ESTALE, errno.ETIMEDOUT, errno.EBUSY, errno.EAGAIN, errno.EINTR}
    | {errno.ENOTCONN, errno.EHOSTDOWN, errno.EHOSTUNREACH, errno.ENETUNREACH, errno.EMFILE, errno.ENFILE, errno.EFBIG}
)
_TEST_NAME = ".briefgen-test"


def deliver(channel: Channel, settings: FolderConfig, parcel: Parcel) -> Receipt:
    """Copy the files of a parcel. A folder that is not there is a temporary fault: shares come back."""
    root = channel.root / settings.path
    if not root.is_dir():
        return Receipt("temporary", f"The folder {root} is not there; is it mounted? It is never made.")
    files = _named(settings, parcel)
    try:
        paths = store.publish_all(root, files)
    except InputError as fault:
        cause = fault.__cause__
        passing = isinstance(cause, OSError) and cause.errno in _MAY_PASS
        return Receipt("temporary" if passing else "permanent", "; ".join(p.message for p in fault.problems))
    if parcel.kind == "test":
        for path in paths:
            path.unlink()
        return Receipt("delivered", f"{root} takes files (one was written and removed)")
    return Receipt("delivered", f"{len(paths)} files in {root}", remote_id=str(paths[0]))


def _named(settings: FolderConfig, parcel: Parcel) -> dict[str, bytes]:
    """The content of each file by its name in the folder."""
    if parcel.kind == "test":
        return {_TEST_NAME: parcel.text.encode()}
    named: dict[str, bytes] = {}
    for file in chosen(parcel, settings.formats):
        name = _name(settings.name, parcel, file)
        if name in named:
            raise Undeliverable(f"Two files would be {name!r}; put {{ext}} or {{file}} into the channel's name.")
        named[name] = content(file)
    if not named:
        raise Undeliverable(f"{parcel.brief} has no files to copy.")
    return named


def _name(template: str, parcel: Parcel, file: ParcelFile) -> str:
    """The name below the folder; only the template's own slashes part folders, whatever a title says."""
    title, brief = _safe(parcel.title, 100), _safe(parcel.brief, 100)
    name = filled(
        template, parcel, title=title, brief=brief, file=_safe(file.path.name, 150), ext=_safe(file.format, 10)
    )
    return "/".join(_safe(part, 200) for part in name.split("/"))


def _safe(part: str, most_bytes: int) -> str:
    """One part of a path without what file systems refuse or shells trip over."""
    kept = re.sub(r'[\x00-\x1f/\\:*?"<>|]+', "-", CONTROL.sub("-", " ".join(part.split()))).strip(" .-")
    return kept.encode(errors="ignore")[:most_bytes].decode(errors="ignore") or "_"
