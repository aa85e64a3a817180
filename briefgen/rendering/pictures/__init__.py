"""Pictures where people would rather look than read: SVG made from a brief, each with a twin in words."""

from briefgen.rendering.pictures.picture import Palette, Picture, palette
from briefgen.rendering.pictures.placing import PICTURES, WIDTH, Wall, draw, for_markdown

__all__ = ["PICTURES", "WIDTH", "Palette", "Picture", "Wall", "draw", "for_markdown", "palette"]
