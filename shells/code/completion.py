"""Offers names while typing and the signature of the call the caret is in. It never takes Return from a line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from shells.code.appearance import COMMENT_STYLES, STRING_STYLES
from shells.code.lua_line import KEYWORDS, call_at
from shells.code.lua_names import argument_span, candidates, last_part, signature_of, typed_name, words_in
from shells.code.lua_strings import beginning_with, open_string
from shells.code.surface import Surface, byte_length, text_before_caret, text_between

_SOON_ENOUGH = 2  # letters, after which names are offered unasked
_SORTED_BY_SCINTILLA = 1
_MOST = 300
_STOPS = "(){}[],;=+-*/%^#<>\"' "  # what ends a name, and with it the offer


class Completion:
    """The list of names and the call tip of one editor."""

    def __init__(self, surface: Surface) -> None:
        self._surface = surface
        self._names: tuple[str, ...] = ()
        self._signatures: Mapping[str, str] = {}
        self._first_strings: Mapping[str, tuple[str, ...]] = {}  # by function, what its first argument may be
        self._has_walked = False  # an entry was chosen on purpose, by an arrow or Page key
        surface.autoCSetSeparator(ord("\n"))
        surface.autoCSetIgnoreCase(True)
        surface.autoCSetOrder(_SORTED_BY_SCINTILLA)
        surface.autoCSetMaxHeight(10)
        surface.autoCSetAutoHide(True)
        surface.autoCSetDropRestOfWord(True)
        surface.autoCStops(_STOPS)

    def offer_names(self, names: Iterable[str], signatures: Mapping[str, str]) -> None:
        """Take the names to offer, and the signature of each function."""
        self._names, self._signatures = tuple(names), dict(signatures)

    def offer_strings(self, first_strings: Mapping[str, tuple[str, ...]]) -> None:
        """Take what the first string given to a function may say, by function: names of events, of packages."""
        self._first_strings = dict(first_strings)

    @property
    def takes_return(self) -> bool:
        """Whether Return means the entry that the player walked to."""
        return self._surface.autoCActive() and self._has_walked

    def walk(self) -> None:
        """The player moves in the list."""
        self._has_walked = True

    def complete(self) -> None:
        """Offer every name that fits: ours, Lua's words, and what stands in the text; in a string what it may say."""
        if self._offer_in_string():
            return
        typed = typed_name(text_before_caret(self._surface))
        names = set(self._names)
        if typed == last_part(typed):
            names |= words_in(text_between(self._surface, 0, self._surface.length())) | set(KEYWORDS.split())
            names.discard(typed)
        self._show(typed, names)

    def on_char(self, char: str) -> None:
        """Offer names and signatures as fits what was just typed."""
        if char in "(),{}":
            self._surface.autoCCancel()
            self.show_call_tip()
        elif (char.isalnum() or char in "_:.") and not self._surface.autoCActive():
            if self._offer_in_string():
                return
            typed = typed_name(text_before_caret(self._surface))
            part = last_part(typed)
            if (len(part) == _SOON_ENOUGH or (not part and typed)) and not self._is_in_prose():
                self._show(typed, self._names)

    def show_call_tip(self) -> None:
        """Show the signature of the call that the caret is in, its argument lit; or none."""
        call = call_at(text_before_caret(self._surface))
        signature = signature_of(call.name, self._signatures) if call else ""
        if not call or not signature:
            self._surface.callTipCancel()
            return
        if not self._surface.autoCActive():
            self._surface.callTipShow(self._surface.currentPos(), signature)
            start, end = argument_span(signature, call.argument)
            self._surface.callTipSetHlt(byte_length(signature[:start]), byte_length(signature[:end]))

    def _offer_in_string(self) -> bool:
        """Offer what the string may say that the caret is in; returns whether that is known."""
        string = open_string(text_before_caret(self._surface))
        if string is None or string.function not in self._first_strings:
            return False
        found = beginning_with(string.typed, self._first_strings[string.function])
        self._has_walked = False
        if found:
            self._surface.autoCShow(byte_length(string.typed), "\n".join(found))
        return True

    def _show(self, typed: str, names: Iterable[str]) -> None:
        part = last_part(typed)
        found = [name for name in candidates(typed, names) if name != part][:_MOST]
        self._has_walked = False
        if found:
            self._surface.autoCShow(byte_length(part), "\n".join(found))

    def _is_in_prose(self) -> bool:
        surface = self._surface
        at = surface.currentPos()
        surface.colourise(surface.positionFromLine(surface.lineFromPosition(at)), at)
        return surface.styleAt(at - 1) in COMMENT_STYLES | STRING_STYLES
