"""What is written behind a step is a chain of nodes around it, `a?*2!3`: changes to such a chain made afterwards."""

from __future__ import annotations

from engine.patterns.mini import tree as t

_LINKS = (t.Speed, t.Repeat, t.Degrade, t.Tail, t.Range, t.Euclid)


def without_repeat(node: t.Node) -> t.Node:
    """Return a step without the repetition in it: when `!` is written again, both are one, at the later place."""
    if isinstance(node, t.Repeat):
        return node.node
    if isinstance(node, _LINKS):
        return node._replace(node=without_repeat(node.node))
    return node


def seeded(node: t.Node, seed: int, count: int) -> t.Node:
    """Return a step whose `count` question marks have their seeds, the first of them `seed`."""
    if isinstance(node, t.Degrade):
        inner = seeded(node.node, seed, count - 1) if count > 1 else node.node
        return node._replace(node=inner, seed=seed + count - 1)
    if isinstance(node, _LINKS):
        return node._replace(node=seeded(node.node, seed, count))
    return node
