"""Text: fonts, shaping, direction, line breaking. HarfBuzz is imported at the first paragraph, not before."""

from soleprint.text.paragraph import Line, Prepared, Setting, Span
from soleprint.text.typesetter import Typesetter

__all__ = ["Line", "Prepared", "Setting", "Span", "Typesetter"]
