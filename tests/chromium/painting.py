"""How long from a click to the painted page, in a browser: ``python -m tests.chromium.painting`` prints medians.

Nothing is asserted: wall time depends on what else the machine does. The clock is the browser's own (performance.now).
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

from tests.chromium.conftest import served
from tests.chromium.visit import Visit, browser

TIMES = 10
_PAINTED = """
const [selector, value, done] = arguments;
const state = document.getElementById("state");
const begun = performance.now();
const framed = () => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - begun)));
const sheet = (entries) => entries.getEntries().forEach((entry) => done(entry.renderTime - begun));
new PerformanceObserver(sheet).observe({type: "element"});
new MutationObserver((_, seen) => {
  const now = document.getElementById("state");
  if (!now || now === state) return;
  seen.disconnect();
  const paper = document.querySelector("#result .paper");
  if (paper && !paper.closest(".stale")) paper.elementTiming = "sheet";
  else framed();
}).observe(document.getElementById("result"), {childList: true});
const control = document.querySelector(selector);
if (control.matches("select")) {
  control.value = value;
  control.dispatchEvent(new Event("change", {bubbles: true}));
} else control.click();
"""
"""Chooses something and waits until the first sheet of what comes of it is on the screen (Element Timing), in
milliseconds; where no new sheet comes of it, until two frames have passed."""
CASES: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "card, size": ("/make/card?routine=foot", (("[name=size][value=A6]", ""), ("[name=size][value=A5]", ""))),
    "card, does not fit": ("/make/card?routine=foot", (("[name=size][value=A7]", ""), ("[name=size][value=A5]", ""))),
    "leaflet, fold": (
        "/make/leaflet?routine=foot&emergency=999",
        (("[name=fold][value=half]", ""), ("[name=fold][value=flat]", "")),
    ),
    "booklet, size": (
        "/make/booklet?routine=foot&emergency=999",
        (("[name=size][value=A4]", ""), ("[name=size][value=A5]", "")),
    ),
    "language seen before": ("/make/card?routine=foot", (("#f-lang", "es"), ("#f-lang", "en"))),
}


def main() -> None:
    """Prints the median and the nearly slowest of each case."""
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as address, browser(Path(folder)) as driver:
        driver.get(address)
        visit = Visit(driver, address)
        for name, (path, changes) in CASES.items():
            visit.go(path)
            found = [driver.execute_async_script(_PAINTED, *changes[n % len(changes)]) for n in range(TIMES + 2)][2:]
            line = f"{name}: median {statistics.median(found):.0f} ms, slowest but one {sorted(found)[-2]:.0f} ms"
            print(line, file=sys.stdout, flush=True)


if __name__ == "__main__":
    main()
