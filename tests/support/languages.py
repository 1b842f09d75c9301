"""The languages that are built in."""

from __future__ import annotations

from soleprint.content.languages import languages

LANGUAGES = languages().known
