"""Pictures drawn from the content: views as data, one glyph per stroke, scenes from moves alone (DESIGN 4)."""

from soleprint.figures.icons import (
    HandIcon,
    HandPlan,
    PositionPicture,
    SignPicture,
    StrokeName,
    StrokePicture,
    StrokeSign,
    ViewPlan,
)
from soleprint.figures.illustrator import Figure, Illustrator, Subject, Words, landmarks
from soleprint.figures.scene import Scene
from soleprint.figures.stage import Need, Stage
from soleprint.figures.studies import Studies
from soleprint.figures.theme import THEMES

__all__ = [
    "Figure",
    "HandIcon",
    "HandPlan",
    "Illustrator",
    "Need",
    "PositionPicture",
    "Scene",
    "SignPicture",
    "Stage",
    "StrokeName",
    "StrokePicture",
    "StrokeSign",
    "Studies",
    "Subject",
    "THEMES",
    "ViewPlan",
    "Words",
    "landmarks",
]
