"""Routines in words, with pictures of one's own that are drawn here: no file of anybody else."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

RIGHTS = "Photo: A. Muster, CC BY 4.0"
HEAD = """\
schema: 1
id: {name}
title: Hand massage
about: A short hand massage for a partner, told in words.
version: "1.0"
date: 2026-01-01
source: {{document: "My own notes"}}
safety: leg-and-foot
limb: hand
setups:
  - mode: partner
    position: seated
    cue: Sitting comfortably
    text: Your partner sits and rests one arm on a cushion. Work on one hand at a time.
steps:
"""
STEPS = {
    "hold": ("Hold the hand between yours", "Hold the hand between your palms for a few breaths.", ""),
    "stroke": ("Stroke the back of the hand", "Stroke slowly from the knuckles to the wrist.", "Keep off sore joints."),
    "palm": ("Circle in the palm", "Make small, slow circles in the palm with both thumbs.", ""),
    "fingers": ("Stroke each finger to its tip", "Glide along each finger to its tip and let go.", ""),
}
"""Cue, text and caution of each step."""
FINISH = """\
finish:
  cue: Repeat on the other hand
  text: Do all the steps again on the other hand.
  other_side: true
"""
DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200"><rect width="300" height="200" fill="#dfe8ef"/>'
    b'<circle cx="150" cy="110" r="70" fill="#cc9988"/></svg>'
)


def photo(width: int = 600, height: int = 400, form: str = "JPEG", hue: int = 0) -> bytes:
    """A picture of samples: an arm that lies on cloth."""
    image = Image.linear_gradient("L").resize((width, height))
    picture = Image.merge("RGB", [image.point(lambda v, low=low: low + v // 4) for low in (150 - hue, 150, 140 + hue)])
    draw = ImageDraw.Draw(picture)
    draw.ellipse((0.2 * width, 0.3 * height, 0.8 * width, 1.3 * height), fill=(214, 164, 130))
    draw.ellipse((0.4 * width, 0.1 * height, 0.6 * width, 0.4 * height), fill=(120 + hue, 84, 60))
    out = BytesIO()
    picture.save(out, form)
    return out.getvalue()


def routine(name: str, pictures: dict[str, str], more: str = "") -> str:
    """The file of a routine whose steps have these pictures, by the step."""
    text = HEAD.format(name=name)
    for step, (cue, said, caution) in STEPS.items():
        text += f'  - id: {step}\n    cue: {cue}\n    text: {said}\n    easy: ["{said}"]\n'
        text += f"    caution: {caution}\n" if caution else ""
        if step in pictures:
            alt = f"Two hands on a third, {step}."
            text += f'    picture: {{file: {pictures[step]}, alt: "{alt}", rights: "{RIGHTS}"}}\n'
    return text + FINISH + more


def write(folder: Path, pictures: dict[str, str] | None = None, name: str = "by-hand", more: str = "") -> Path:
    """A content folder with a routine, and a file for each of its pictures; the folder."""
    for under in ("routines", "pictures"):
        (folder / under).mkdir(exist_ok=True, parents=True)
    shown = pictures or {}
    (folder / f"routines/{name}.yaml").write_text(routine(name, shown, more), encoding="utf-8")
    for number, file in enumerate(dict.fromkeys(shown.values())):
        kind = file.rpartition(".")[2]
        size = (600, 400) if number % 2 else (400, 500)
        forms = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}
        data = DRAWING if kind == "svg" else photo(*size, form=forms[kind], hue=20 * number)
        (folder / "pictures" / file).write_bytes(data)
    return folder


ALL = {"hold": "hold.jpg", "stroke": "stroke.png", "palm": "palm.webp", "fingers": "fingers.svg"}
"""A picture of each kind."""
SOME = {"hold": "hold.jpg", "palm": "palm.png"}
