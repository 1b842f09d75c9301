"""``python -m soleprint``."""

from soleprint.cli import main

# Worker processes of `build --jobs` import this file under another name.
if __name__ == "__main__":
    main(prog_name="soleprint")
