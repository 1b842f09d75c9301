"""``python -m handposes [FOLDER]``: write the hands into a folder, by default ``content/hands`` of this repository."""

from __future__ import annotations

import sys
from pathlib import Path

from handposes.poses import drawings

HERE = Path(__file__).parents[2] / "content" / "hands"


def main(folder: Path) -> None:
    """Write ``NAME.yaml`` for every hand."""
    for drawing in drawings():
        (folder / f"{drawing.id}.yaml").write_text(drawing.yaml(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
