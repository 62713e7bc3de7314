"""Where Lua is when it has to be told from another thread, as the last thing before the process is ended.

Lua that runs tells it itself, from a hook. Lua held up in its own C code calls no hook, nor does it touch its stack of
calls, which is read from outside then.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Sequence
from typing import Any

from engine.lua.interrupt import COUNT_MASK

DEEPEST = 250  # calls that are looked at
OURS = b"[moonloop"  # what the names of our own chunks begin with
RUNS = 0  # LUA_OK, of a coroutine that has begun and does not wait
HOOK_SECONDS = 0.05  # after which a hook would have been called, were there instructions
NOWHERE = ("", 0)


class _Activation(ctypes.Structure):
    """`lua_Debug` of Lua 5.4."""

    _fields_ = (
        ("event", ctypes.c_int),
        ("name", ctypes.c_char_p),
        ("namewhat", ctypes.c_char_p),
        ("what", ctypes.c_char_p),
        ("source", ctypes.c_char_p),
        ("srclen", ctypes.c_size_t),
        ("currentline", ctypes.c_int),
        ("linedefined", ctypes.c_int),
        ("lastlinedefined", ctypes.c_int),
        ("nups", ctypes.c_ubyte),
        ("nparams", ctypes.c_ubyte),
        ("isvararg", ctypes.c_char),
        ("istailcall", ctypes.c_char),
        ("ftransfer", ctypes.c_ushort),
        ("ntransfer", ctypes.c_ushort),
        ("short_src", ctypes.c_char * 60),
        ("i_ci", ctypes.c_void_p),
    )


_Hook = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p)


class StackReader:
    """Lua's C functions that tell where a coroutine is."""

    def __init__(self, library_path: str) -> None:
        """Raises OSError or AttributeError where the library does not show its symbols."""
        library = ctypes.PyDLL(library_path)
        self._status: Any = library.lua_status
        self._status.argtypes = [ctypes.c_void_p]
        self._get_stack: Any = library.lua_getstack
        self._get_stack.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(_Activation)]
        self._get_info: Any = library.lua_getinfo
        self._get_info.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.POINTER(_Activation)]
        self._set_hook: Any = library.lua_sethook
        self._set_hook.argtypes = [ctypes.c_void_p, _Hook, ctypes.c_int, ctypes.c_int]
        self._set_hook.restype = None
        self._was_hooked = threading.Event()
        self._hooked_at = NOWHERE
        self._hook = _Hook(self._on_hook)

    def place(self, addresses: Sequence[int]) -> tuple[str, int]:
        """Chunk, as Lua shows it, and line of the player's innermost function in what runs of these coroutines.

        NOWHERE when it is in none. Afterwards none of them can be gone on with.
        """
        for address in addresses:
            self._set_hook(address, self._hook, COUNT_MASK, 1)
        if addresses and self._was_hooked.wait(HOOK_SECONDS):
            return self._hooked_at
        places = (self._read(address) for address in reversed(addresses) if self._status(address) == RUNS)
        return next((place for place in places if place != NOWHERE), NOWHERE)

    def _on_hook(self, address: int, _activation: int) -> None:
        if not self._was_hooked.is_set():
            self._hooked_at = self._read(address)
            self._was_hooked.set()

    def _read(self, address: int) -> tuple[str, int]:
        activation = _Activation()
        for level in range(DEEPEST):
            if not self._get_stack(address, level, ctypes.byref(activation)):
                break
            self._get_info(address, b"Sl", ctypes.byref(activation))
            if activation.currentline > 0 and not activation.short_src.startswith(OURS):
                return activation.short_src.decode("utf-8", "replace"), activation.currentline
        return NOWHERE
