"""Content and a template of a user's own: a routine for the hands, with its places and its picture."""

from __future__ import annotations

from pathlib import Path

REGIONS = """\
schema: 1
chain: upper-limb
regions:
  - {id: fingertips, name: the tips of the fingers, along: 0}
  - {id: palm, name: the palm of the hand, along: 3}
  - {id: wrist, name: the wrist, along: 6}
"""

VIEW = """\
schema: 1
id: hand-palm
subject: the palm of the {side} hand
extent: [-60, -20, 60, 200]
lines:
  outer: -30 -20, -34 20, -46 60, -44 110, -36 160, -10 195
  inner: 30 -20, 34 20, 50 60, 46 110, 34 160, 10 195
shapes:
  hand: [outer, -inner]
contour: [hand]
limb: {rails: [outer, inner]}
landmarks:
  wrist: [0, 0]
  palm: [0, 70]
  fingertips: [0, 180]
art:
  - {draw: fill, shape: hand, outline: 1.2}
"""

ROUTINE = """\
schema: 1
id: hands
title: Tired hands
about: Many people find it relaxing.
claims: [K5]
version: "1.0"
date: 2026-10-01
source: {document: "My own notes"}
safety: leg-and-foot
views: [hand-palm]
limb: hand
setups:
  - mode: self
    position: seated
    cue: Sitting at a table
    text: Sit at a table and rest your hand on it.
    source: [H0]
steps:
  - id: glide
    cue: Glide from fingertips to wrist
    text: Glide with your thumb from the fingertips to the wrist.
    moves:
      - id: up
        source: [H1]
        stroke: glide
        hands: [{hand: either, part: thumbs}]
        path: {from: fingertips, to: wrist}
        direction: toward-heart
  - id: rest
    cue: Rest one hand in the other
    text: Rest one hand in the other.
    moves:
      - id: rest
        source: [H2]
        stroke: hold
        path: {at: [palm]}
finish:
  cue: Do the other hand
  text: Do it all again with the other hand.
  source: [H3]
"""

TEMPLATE = """\
<document title="{{ routine.title }}" subject="{{ routine.about }}">
<page minimum="{{ minimum }}" maximum="{{ minimum * 2 }}">
  <panel tone="band" bleed="yes"><h1>{{ routine.title }} & rest</h1></panel>
  <ol layout="grid" columns="2">
    {% for step in steps %}
    <li number="{{ loop.index }}"><figure scene="step" step="{{ step.id }}" min="4"/><p>{{ step.cue }}</p></li>
    {% endfor %}
  </ol>
  {% include "motto.xml.j2" %}
  {% for zone in zones %}<panel tone="rule"><p>{{ zone.cue }}</p></panel>{% endfor %}
  {% for stop in safety.stops %}<panel tone="stop"><p>{{ stop.title }}</p><p>{{ stop.cue }}</p></panel>{% endfor %}
  {% for line in safety.asks %}<p>{{ line }}</p>{% endfor %}
  <p>{{ words["main-message"] }}</p>
  <p style="small">{{ review_line }}{{ sign.stop }}{{ draft_line }}</p>
</page>
</document>
""".replace(" & ", " &amp; ")

MOTTO = '<p style="strong">From our clinic, {{ setup.cue|lower }}</p>\n'


def write(folder: Path) -> tuple[Path, Path]:
    """Content and template folders of one's own, in an empty folder."""
    content, templates = folder / "mine", folder / "my-templates"
    files = {
        content / "regions" / "hand.yaml": REGIONS,
        content / "views" / "hand-palm.yaml": VIEW,
        content / "routines" / "hands.yaml": ROUTINE,
        templates / "card.xml.j2": TEMPLATE,
        templates / "motto.xml.j2": MOTTO,
    }
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return content, templates
