"""`library.md`: every function of the library that scripts require."""

from __future__ import annotations

from reference.lua_words import MODULES, Parameter, Word, summary_of, words_of
from reference.markdown import code, section

RECEIVERS = {"Expectation": "test.expect(value)"}  # what a method is called on, where its class's name says too little


def library_page() -> str:
    """Return what stands below the mark of the page."""
    return "\n\n".join(_module(module) for module in MODULES)


def _module(module: str) -> str:
    words = sorted(words_of(module), key=lambda word: not word.name.startswith("M."))
    opening = f'```lua\nlocal {module} = require "{module}"\n```'
    return section(2, module, summary_of(module), opening, *(_entry(word) for word in words))


def _entry(word: Word) -> str:
    parameters = "\n".join(_parameter(each) for each in word.parameters if each.meaning)
    return section(
        3, code(usage(word)), word.summary, parameters, _returns(word.returns), f"```lua\n{word.example}\n```"
    )


def usage(word: Word) -> str:
    """Return how a function is called."""
    owner, separator, name = word.name.replace(".", ":").partition(":")
    receiver = word.module + "." if owner == "M" else RECEIVERS.get(owner, owner.lower()) + separator
    return f"{receiver}{name}({', '.join(each.name for each in word.parameters)})"


def _returns(results: tuple[Parameter, ...]) -> str:
    if not results:
        return ""
    shown = ", ".join(code(" ".join(filter(None, (each.kind, each.name)))) for each in results)
    meanings = " ".join(each.meaning for each in results if each.meaning)
    return f"Returns {shown}{': ' + meanings if meanings else '.'}"


def _parameter(parameter: Parameter) -> str:
    return f"- {code(parameter.name.rstrip('?'))} ({code(parameter.kind)}): {parameter.meaning}"
