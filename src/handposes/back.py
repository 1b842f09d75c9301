"""A hand seen from its back, fingers up, the thumb at the left; the middle of the wrist is the origin."""

from __future__ import annotations

from dataclasses import dataclass

from handposes.digit import Digit, read
from handposes.drawing import Corner, Dot, Drawing, corner, ends
from handposes.measures import DORSAL, FINGERS, STOUT, THUMB_OUT, Finger, Point
from handposes.skeleton import WHOLE, Bones, Posture, Three
from soleprint.figures import curves

FEW = (30, 90, 150)
"""Angles of a round end in the silhouette."""
AWAY = 0.35
"""A last bone of which less than this is seen bends away from the reader."""


@dataclass(frozen=True)
class Back(Posture):
    """A hand as it is held, to be drawn."""

    def draw(self, on: Drawing) -> Drawing:
        """Add the hand to a drawing."""
        _Painter(self, on).paint()
        return on


class _Painter(Bones):
    """Lays the parts over one another, from back to front."""

    def __init__(self, pose: Back, on: Drawing) -> None:
        super().__init__(pose)
        self.on = on

    def paint(self) -> None:
        if self.pose.fold:
            self.fold()
        self.thumb_fill()
        self.palm()
        self.thumb_details()
        for name in self.pose.order:
            self.finger(name)
        self.knuckles()
        self.wrist()
        self.silhouette()

    def silhouette(self) -> None:
        """Forearm, thumb, web, one finger after the other, and back along the little finger's edge."""
        thumb = self.thumb
        line: list[Dot] = [
            corner(self.arm_left[0]),
            *self.arm_left[1::2],
            *thumb.flank(1, 0.5, 2.4, 0.6),
            *thumb.cap(FEW),
        ]
        line += [*thumb.flank(-1, 2.4, self.pose.web_from, 0.5), *self.crotch[1::2]]
        for k, name in enumerate(FINGERS):
            d = self.digits[name]
            line += [*d.flank(1, 0.75, d.end, 0.6), *d.cap(FEW), *d.flank(-1, d.end, 0.75, 0.6)]
            line += [corner(self.webs[k])] if k < 3 else []
        self.on.silhouette([*line, *self.ulnar[1:], *self.arm_right[:-1:2], corner(self.arm_right[-1])])

    def fold(self) -> None:
        """A ridge of flesh that rises between thumb and index finger."""
        index, thumb = self.digits["index"], self.thumb
        a, b = thumb.side(2.4, -1), index.side(2.4, 1)
        c, d = thumb.side(1.5, -1), index.side(0.7, 1)
        middle = curves.mix(a, b, 0.5)
        up = self.digits["index"].at(0.2)[1]
        crest = (middle[0] + up[0] * 11 - 3, middle[1] + up[1] * 11)
        self.on.shape("fold", [corner(c), a, crest, b, corner(d)], "glow")
        low = (middle[0] - up[0] * 6, middle[1] - up[1] * 6)
        self.on.shape("fold-shade", [corner(c), curves.mix(c, a, 0.7), low, curves.mix(d, b, 0.7), corner(d)], "shade")
        self.on.detail([a, crest, b], 1.3, (0.15, 0.15))

    def thumb_fill(self) -> None:
        thumb, inner = self.thumb, self.thumb_in
        start: list[Dot] = [corner(self.arm_left[-2]), self.arm_left[-1]]
        root = [corner(inner[-1]), corner(thumb.at(0.9)[0]), Corner(0, 30 * self.pose.palm)]
        self.on.shape("thumb-fill", [*start, *thumb.flank(1, 0.42, 2.45), *thumb.cap(), *inner[:-1], *root])

    def palm(self) -> None:
        """Palm and forearm in one."""
        thumb, d, q, b = self.thumb, self.digits, self.pose.palm, self.pose.breadth
        up: list[Dot] = [corner(self.arm_left[0]), *self.arm_left[1:], *thumb.flank(1, 0.42, 1.0)[:-1]]
        under = [thumb.side(1.0, 1), thumb.at(1.2)[0], thumb.side(self.pose.web_from + 0.1, -1, 0.5), self.thumb_in[-1]]
        over: list[Dot] = [
            *self.crotch[:-1],
            *d["index"].flank(1, 0.12, 0.6, 0.16)[:-1],
            corner(d["index"].side(0.6, 1)),
        ]
        tops = [*(corner(d[n].at(0.6)[0]) for n in FINGERS), corner(d["little"].side(0.6, -1))]
        down: list[Dot] = [
            *d["little"].flank(-1, 0.5, 0.3, 0.1),
            *self.ulnar,
            *self.arm_right[:-1],
            corner(self.arm_right[-1]),
        ]
        self.on.shape("palm", [*up, *(corner(p) for p in under), *over, *tops, *down])
        if self.pose.heel:
            self.heel()
        inner = [self.arm(23, -24), (24 * b, 6 * q), (30 * b, 26 * q), (34 * b, 44 * q), (36 * b, 60 * q)]
        self.on.shape("shade-ulnar", [*self.ulnar, *self.arm_right[:3], *inner], "hand-shade")
        self.on.shape("thumb-shade", thumb.shade(-1, 0.95, 2.5, 0.4), "hand-shade")

    def heel(self) -> None:
        """The part that pushes: from the ball of the thumb to the little finger's edge."""
        thumb, edge = self.thumb, self.ulnar
        top = [(-16.0, 25.0), (-2.0, 19.0), (14.0, 22.0)]
        low = [(24.0, -6.0), (8.0, -11.0), (-10.0, -11.0), (-24.0, -6.0)]
        rim = [thumb.side(0.45, 1), thumb.side(0.75, 1, 0.8), *top, edge[-2], edge[-1], *low]
        self.on.soft(rim, "palm", "hand-contact")

    def thumb_details(self) -> None:
        thumb, on = self.thumb, self.on
        width = read(THUMB_OUT, 2.5) * 0.95
        on.nail("thumb-nail", thumb.nail(2.5, width * 0.545, 12, width * 0.25))
        on.detail(thumb.crease(1.95, -0.15, 0.62, 1.2), 0.6)
        on.detail(thumb.crease(2.06, -0.05, 0.55, 1.2), 0.55)
        on.detail([thumb.place(1.05, 0.35), thumb.place(0.92, 0.5), thumb.place(0.78, 0.42)], 0.6)

    def finger(self, name: Finger) -> None:
        d, k = self.digits[name], FINGERS.index(name)
        left = self.webs[k - 1] if k else d.side(0.5, 1)
        right = self.webs[k] if k < 3 else None
        start = [left] if k else d.flank(1, 0.3, 0.5, 0.1)
        base = d.outline(d.beyond(left, 1) if k else 0.6, d.beyond(right, -1) if right else 0.6)
        close: list[Dot] = [corner(right)] if right else [*d.flank(-1, 0.5, 0.4, 0.1), corner(d.side(0.3, -1))]
        self.on.shape(f"{name}-fill", [corner(d.at(0.25)[0]), corner(start[0]), *start[1:], *base, *close])
        self.on.shape(f"{name}-shade", d.shade(-1, 0.45, 2.5), "hand-shade")
        if self._seen(name)[2] < AWAY:
            self.on.shape(f"{name}-away", self._away(d), "hand-shade")
        if self.pose.fingertips:
            self.on.shape(
                f"{name}-tip", [*d.flank(1, 2.12, d.end, 0.2), *d.cap(), *d.flank(-1, d.end, 2.12, 0.2)], "hand-contact"
            )
        if name == "index":
            self._thumb_line()
        ulnar = [*d.flank(-1, 0.5, 0.3, 0.1), *self.ulnar, *self.arm_right]
        taper = ((0.05 if k else 0.01), 0.05) if right else (0.03, 0.005)
        self.on.ink(name, [*start, *base, *([right] if right else ulnar)], 1.5, taper)
        if right:
            self._web_tail(d, self.digits[FINGERS[k + 1]], right)
        self._finger_details(name, d)

    def _seen(self, name: Finger) -> Three:
        return self.pose.lengths.get(name, WHOLE)

    def _thumb_line(self) -> None:
        """One line: forearm, thumb, web."""
        thumb = self.thumb
        up = [*self.arm_left, *thumb.flank(1, 0.42, 2.45), *thumb.cap()]
        web = [*self.thumb_in, *self.crotch, *self.digits["index"].flank(1, 0.3, 0.6, 0.15)]
        self.on.ink("thumb", [*up, *web], 1.5, (0.005, 0.02))

    def _away(self, d: Digit) -> list[Dot]:
        """The end of a finger that bends away from the reader lies in shade."""
        end = d.cap((0, 25, 50, 75, 90, 105, 130, 155, 180))
        h, root = d.at(2.2)[1], d.at(2.0)[0]
        deep = (4.5, 5, 5.5, 5.5, 5.5, 5.5, 5.5, 5, 4.5)
        inner = [curves.mix(p, (p[0] - h[0] * f, p[1] - h[1] * f), 0.92) for p, f in zip(end, deep, strict=True)]
        return [*ends(end), *(curves.mix(p, root, 0.08) for p in reversed(inner[1:-1]))]

    def _web_tail(self, one: Digit, two: Digit, web: Point) -> None:
        """The web runs on into the back of the hand: this makes it look drawn, not assembled."""
        a, c = one.at(0.5)[1], two.at(0.5)[1]
        tail = (web[0] - (a[0] + c[0]) * 4, web[1] - (a[1] + c[1]) * 4)
        self.on.detail([web, curves.mix(web, tail, 0.5), tail], 0.9, (0.02, 0.9))

    def _finger_details(self, name: Finger, d: Digit) -> None:
        seen = self._seen(name)
        if min(seen[0], seen[1]) > 0.45 and name not in self.pose.folded:
            self.on.detail(d.crease(0.94, -0.5, 0.55, 1.6), 0.6)
            self.on.detail(d.crease(1.05, -0.6, 0.45, 1.4), 0.6)
        if seen[2] > 0.6 and seen[1] > 0.5:
            self.on.detail(d.crease(1.98, -0.45, 0.5, 1.0), 0.55)
        if self.pose.nails and seen[2] > AWAY:
            width = read(DORSAL, 2.53) * d.stout * 0.66
            self.on.nail(f"{name}-nail", d.nail(2.53, width, 12.5 * min(1.0, seen[2]) * STOUT[name]))

    def knuckles(self) -> None:
        """Knuckles and tendons."""
        b, on = self.pose.breadth, self.on
        for name in FINGERS:
            (x, y), s = self.digits[name].at(0)[0], STOUT[name]
            on.detail([(x - 6.5 * s * b, y - 1), (x - 3 * s, y + 4.2), (x + 3.2 * s, y + 4.4)], 0.65, (0.5, 0.5))
        tendons: tuple[tuple[Finger, float, float], ...] = (
            ("index", -9, 0.45),
            ("middle", -2.5, 0.5),
            ("ring", 5.5, 0.45),
        )
        for name, x, part in tendons:
            top = self.digits[name].at(0)[0]
            a, z = curves.mix(top, (x, 4), 0.14), curves.mix(top, (x, 4), 0.14 + part)
            m = curves.mix(a, z, 0.5)
            on.detail([a, (m[0] * 0.96, m[1]), z], 0.7, (0.3, 0.7), "hand-crease")

    def wrist(self) -> None:
        on, arm = self.on, self.arm
        if self.pose.wrist == "flat":
            on.detail([arm(13, -8), arm(16.5, -14), arm(21, -12), arm(23, -5)], 0.65, (0.45, 0.45))
            return
        on.detail([(-24, 3), (-8, -2.5), (8, -2.5), (25, 3)], 0.9, (0.35, 0.35))
        on.detail([(-18, -3.5), (-4, -8), (8, -8), (20, -4)], 0.7, (0.4, 0.4))
        on.detail([(-10, -9), (0, -12), (12, -10)], 0.6, (0.4, 0.4))
