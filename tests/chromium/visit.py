"""A browser that looks at a studio, and what is asked of every page in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from selenium.common.exceptions import JavascriptException, StaleElementReferenceException
from selenium.webdriver import Chrome, ChromeOptions, ChromeService
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

ROOT = Path(__file__).parents[2]
AXE = Path(os.environ.get("AXE", ROOT / ".axe" / "node_modules" / "axe-core" / "axe.min.js"))
"""Checks of accessibility, from the npm package axe-core."""
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
SECONDS = 60
EVERY_SECONDS = 0.1
"""How often it is looked for what is waited for; Selenium's own half a second is longer than most of it takes."""
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
TARGET_PX = 24
"""Of what is clicked, each way (WCAG 2.2, 2.5.8)."""
_ASKED = """
const done = arguments[arguments.length - 1];
const asked = {runOnly: arguments[0], resultTypes: ["violations"], selectors: false};
axe.run(document, asked).then(found => done(found.violations.map(each => [each.id, each.nodes[0].html])));
"""
"""What passes is not described, which would take as long as looking at it."""
WIDER = "return document.documentElement.scrollWidth - window.innerWidth;"
_SMALL = """
return [...document.querySelectorAll("button, select, input, textarea, summary, .chip, .tile a")]
  .filter(e => e.checkVisibility({checkVisibilityCSS: true}) && !e.closest(".chip") | e.matches(".chip"))
  .filter(e => !e.matches("[type=hidden]")).map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
  .filter(([, r]) => r.width && (r.width < arguments[0] || r.height < arguments[0])).map(([text]) => text);
"""


class Visit:
    """A window of a browser, for which the studio at ``address`` was opened."""

    def __init__(self, driver: Chrome, address: str) -> None:
        self.driver = driver
        self.base = "{0.scheme}://{0.netloc}".format(urlsplit(address))
        self.wait: WebDriverWait[Chrome] = WebDriverWait(
            driver, SECONDS, EVERY_SECONDS, [StaleElementReferenceException, JavascriptException]
        )
        """A page that goes while it is looked at is no mistake: the next one is looked at."""

    def go(self, path: str) -> None:
        """Opens a page, and waits until its pictures are there."""
        self.driver.get(self.base + path)
        self.until("return [...document.images].every(i => i.complete || i.loading === 'lazy');")

    def until(self, script: str, *arguments: Any) -> Any:
        """Waits until a script gives something true."""
        return self.wait.until(lambda driver: driver.execute_script(script, *arguments))

    def see(self, selector: str) -> WebElement:
        """Waits for what is visible, and gives it."""
        return self.wait.until(lambda driver: [one for one in self.every(selector) if one.is_displayed()])[0]

    def every(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def click(self, selector: str) -> None:
        """Clicks on what is seen, as a person would: it must not lie under something else."""
        found = self.see(selector)
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'});", found)
        found.click()

    def new_preview(self, do: Callable[[], Any]) -> None:
        """Does something to a form, and waits for the page that it leads to."""
        self.driver.execute_script("document.querySelector('#state')?.setAttribute('data-old', '');")
        do()
        self.until("return !!document.querySelector('#state:not([data-old])');")

    @property
    def path(self) -> str:
        """The address, without the server."""
        return self.driver.current_url.removeprefix(self.base)

    def size(self, width: int, height: int = 900) -> None:
        """The size of the page in CSS pixels, as of a phone."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def prefers(self, **features: str) -> None:
        """What a person has set in the system: ``prefers_color_scheme="dark"``."""
        media = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": media})

    def faults(self) -> list[str]:
        """What is wrong with the page as it is: for axe, in the console, at its edges, with what is clicked."""
        if not self.driver.execute_script("return Boolean(window.axe);"):
            self.driver.execute_script(AXE.read_text(encoding="utf-8"))
        found = [f"{rule}: {html[:120]}" for rule, html in self.driver.execute_async_script(_ASKED, RULES)]
        if self.driver.execute_script(WIDER) > 0:
            found.append("it is wider than the window")
        found += [f"too small to hit: {text}" for text in self.driver.execute_script(_SMALL, TARGET_PX)]
        return found + self.said()

    def said(self) -> list[str]:
        """What the browser has to say of the pages since it was asked last, but for answers that tell of a mistake."""
        log: list[dict[str, Any]] = self.driver.get_log("browser")  # type: ignore[no-untyped-call]
        return [one["message"] for one in log if "status of 422" not in one["message"]]


@contextmanager
def browser(downloads: Path, *, scripts: bool = True) -> Iterator[Chrome]:
    """Chromium without a window; what it downloads lies in ``downloads``."""
    options = ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for flag in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--lang=en", "--window-size=1280,900"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    settings: dict[str, Any] = {"plugins.always_open_pdf_externally": True}
    settings["download.default_directory"] = str(downloads)
    if not scripts:
        settings["profile.managed_default_content_settings.javascript"] = 2
    options.add_experimental_option("prefs", settings)
    driver = Chrome(options, ChromeService(str(DRIVER), service_args=["--log-level=OFF"]))
    driver.set_script_timeout(SECONDS)
    try:
        yield driver
    finally:
        driver.quit()
