"""The words that lint knows are those that a script finds, in a real worker at each level."""

from __future__ import annotations

import pytest

from engine.core import commands as c
from engine.lua.levels import LEVELS
from engine.lua.lint.words import METHODS_OF_MODULES, absent_at, globals_at

LIST = "local names = {} for name in pairs(_G) do names[#names + 1] = name end print(table.concat(names, ' '))"


@pytest.mark.slow
@pytest.mark.parametrize("level", LEVELS)
def test_lint_knows_the_globals_of_each_level(band, level):
    band.do(c.AddScript(name="song"), c.SetScriptLevel(name="song", level=level))
    band.run(LIST)

    names = {name for name in band.printed()[0].split() if name[0] != "\0"}
    assert names == globals_at(level)


@pytest.mark.slow
def test_what_lint_calls_absent_is_not_there(band):
    names = sorted(absent_at("standard"))
    band.run("\n".join(f"print({name} == nil)" for name in names))

    assert band.printed() == ["true"] * len(names)


@pytest.mark.slow
def test_a_handle_takes_no_method_that_lint_does_not_know(band):
    band.run("local kick = sampler('kick') print(pcall(function() kick.triger = print end))")
    assert band.printed()[0].startswith("false")

    band.run("".join(f"print(type(sampler('kick').{name})) " for name in sorted(METHODS_OF_MODULES)))
    assert set(band.printed()) - {"function"} == {band.printed()[0]}
