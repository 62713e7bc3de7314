"""The documents of the project, and what stands in them that was written by hand."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

from make_docs import MARK

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "resources" / "docs"
PAGES = (ROOT / "README.md", *sorted(DOCS.glob("*.md")))


def by_hand(page: Path) -> str:
    """Return the text of a page without what a script has made."""
    return page.read_text(encoding="utf-8").partition(MARK)[0]


def blocks(language: str, page: Path) -> list[str]:
    """Return the blocks of code in a language that stand in a page; those of lists without their margin."""
    found = re.findall(rf"^( *)```{language}\n(.*?)^\1```", by_hand(page), re.DOTALL | re.MULTILINE)
    return [dedent(text) for _, text in found]
