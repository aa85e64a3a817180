"""Logos: reading the file that a theme names, and telling what it is from its first bytes before anything decodes it."""

from __future__ import annotations

import re
import struct
from pathlib import Path

from briefgen.themes import Logo

MOST_BYTES = 512 * 1024
MOST_PIXELS = 4_000_000  # a small file can hold 13000² pixels and take a gigabyte to draw
_SVG_SIZE = re.compile(rb"<svg\b[^>]*>", re.IGNORECASE)
_SVG_UNSAFE = re.compile(
    rb"<!DOCTYPE|<!ENTITY|<script|<foreignObject|<style|<use\b|<image\b|<animate|<set\b|\bon[a-z]+\s*=|javascript:|url\((?!\s*['\"]?#)|href\s*=\s*['\"]?(?!#)",
    re.IGNORECASE,
)


def read(name: str, folder: Path, root: Path) -> tuple[Logo | None, str]:
    """The logo that a file in folder names, or None and why not; it must lie inside root."""
    path = (folder / name).resolve()
    if not path.is_relative_to(root.resolve()):
        return None, f"{name} lies outside the folder of briefs.yaml"
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return None, f"no such file: {name}"
    except OSError as error:
        return None, f"{name} cannot be read: {error.strerror}"
    if len(data) > MOST_BYTES:
        return None, f"{name} is larger than {MOST_BYTES // 1024} KB"
    return _told(name, data)


def _told(name: str, data: bytes) -> tuple[Logo | None, str]:
    if data.startswith(b"\x89PNG\r\n\x1a\n") and data[12:16] == b"IHDR" and len(data) >= 24:
        return _sized(name, Logo("image/png", data), *struct.unpack(">II", data[16:24]))
    if data.startswith(b"\xff\xd8\xff"):
        size = _jpeg_size(data)
        return _sized(name, Logo("image/jpeg", data), *size) if size else (None, f"{name} is a damaged JPEG")
    if _SVG_SIZE.search(data[:4096]):
        unsafe = _SVG_UNSAFE.search(data)
        if unsafe:
            return None, f"{name} holds {unsafe.group().decode('ascii', 'replace').strip()!r}; a logo may only draw"
        return Logo("image/svg+xml", data), ""
    return None, f"{name} is no PNG, JPEG or SVG"


def _sized(name: str, logo: Logo, width: int, height: int) -> tuple[Logo | None, str]:
    if not width or not height or width * height > MOST_PIXELS:
        return None, f"{name} is {width} × {height} pixels; at most {MOST_PIXELS // 1_000_000} million are drawn"
    return logo, ""


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Width and height from the frame header of a JPEG: the first marker C0 to CF that is no table."""
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return int.from_bytes(data[at + 7 : at + 9]), int.from_bytes(data[at + 5 : at + 7])
        at += 2 + max(length, 2)
    return None
