"""Writes the pages of reference in resources/docs from the tables that the program itself reads.

Run it with the environment's Python after changing a table. What stands above a page's mark is by hand, and kept.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MARK = "<!-- Below: made by scripts/make_docs.py. -->"


def made(text: str, reference: str) -> str:
    """Return a page with another reference below its mark; raises ValueError for a page without one."""
    above, mark, _ = text.partition(MARK)
    if not mark:
        raise ValueError(f"a page that is made has a line {MARK}")
    return f"{above}{MARK}\n\n{reference}\n"


def make_docs(folder: Path) -> None:
    """Bring every page in `folder` up to date."""
    from reference.pages import PAGES  # noqa: PLC0415 - needs the path that main adds

    for name, write in PAGES.items():
        page = folder / name
        page.write_text(made(page.read_text(encoding="utf-8"), write()), encoding="utf-8")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    make_docs(ROOT / "resources" / "docs")
