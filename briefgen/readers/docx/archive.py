"""A Word file as the ZIP archive that it is, opened within bounds: sizes are read first, and counted while it is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections import Counter

from briefgen.errors import InputError, Problem

MAX_PART_BYTES = 64_000_000
MAX_TOTAL_BYTES = 1_000_000_000
MAX_PARTS = 20_000
_MAX_RATIO = 500  # unpacked to packed; text without end repeats itself about 1,000 times, Word's own XML up to 100
_HARMLESS_BYTES = 2_000_000  # whatever unpacks to less is no bomb
_CHUNK_BYTES = 1_000_000
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Archive:
    """The parts of a Word file by name. Nothing is unpacked but what is asked for, and nothing inside it is opened."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive = archive
        self._infos = {info.filename: info for info in archive.infolist()}
        self.name = name

    def __contains__(self, part: str) -> bool:
        return part in self._infos

    def names(self) -> tuple[str, ...]:
        """The names of all parts, in the order of the directory."""
        return tuple(self._infos)

    def part(self, part: str) -> bytes | None:
        """The bytes of a part; None where there is none. Raises InputError where it is damaged or too large."""
        info = self._infos.get(part)
        if info is None:
            return None
        _check(info, self.name)
        try:
            return b"".join(self._chunks(info))
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError) as error:
            raise damaged(self.name, f"{part}: {error}") from None

    def _chunks(self, info: zipfile.ZipInfo) -> list[bytes]:
        chunks, length = [], 0
        with self._archive.open(info) as stream:
            while chunk := stream.read(_CHUNK_BYTES):
                length += len(chunk)
                if length > MAX_PART_BYTES:
                    raise too_large(self.name, f"{info.filename} unpacks to more than {MAX_PART_BYTES // 1_000_000} MB")
                chunks.append(chunk)
        return chunks


def opened(data: bytes, name: str) -> Archive:
    """The archive that some bytes are. Raises InputError where they are none, or one that would unpack to too much."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise damaged(name, str(error)) from None
    infos = archive.infolist()
    if len(infos) > MAX_PARTS:
        raise too_large(name, f"holds {len(infos):,} parts")
    if sum(info.file_size for info in infos) > MAX_TOTAL_BYTES:
        raise too_large(name, f"unpacks to more than {MAX_TOTAL_BYTES // 1_000_000:,} MB")
    twice = [part for part, count in Counter(info.filename for info in infos).items() if count > 1]
    if twice:
        raise damaged(name, f"holds {twice[0]} twice")
    return Archive(archive, name)


def _check(info: zipfile.ZipInfo, name: str) -> None:
    """Refuse a part that says of itself that it is too large, a bomb, locked or packed as Word does not pack."""
    if info.flag_bits & 1:
        raise damaged(name, f"{info.filename} is encrypted")
    if info.compress_type not in _METHODS:
        raise damaged(name, f"{info.filename} is packed as no Word file is")
    if info.file_size > MAX_PART_BYTES:
        raise too_large(name, f"{info.filename} unpacks to more than {MAX_PART_BYTES // 1_000_000} MB")
    if info.file_size > _HARMLESS_BYTES and info.file_size > _MAX_RATIO * info.compress_size:
        raise too_large(
            name, f"{info.filename} unpacks to {info.file_size // max(1, info.compress_size):,} times its size"
        )


def damaged(name: str, reason: str) -> InputError:
    """The fault of a Word file that cannot be read."""
    hint = "open it in Word, and save it anew"
    return InputError((Problem("BG240", f"a Word file that cannot be read: {reason}", file=name, hint=hint),))


def too_large(name: str, reason: str) -> InputError:
    """The fault of a Word file that would take too much to read."""
    return InputError((Problem("BG241", f"a Word file beyond all bounds: {reason}", file=name, hint="split it"),))
