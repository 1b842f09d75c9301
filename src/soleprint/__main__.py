"""``python -m soleprint``."""

from soleprint.cli import main

main(prog_name="soleprint")
