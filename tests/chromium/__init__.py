"""The studio in a real browser, Debian's Chromium, where it is installed. See tests/README.md."""
