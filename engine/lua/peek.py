"""Where a coroutine is, read from another thread as the last thing before the process is ended.

Lua held up in its own C code does not touch its stack of calls. One that runs may, while the stack is read: at worst the
process ends a little sooner than it was going to.
"""

from __future__ import annotations

import ctypes
import time
from typing import Any

from engine.lua.interrupt import COUNT_MASK

DEEPEST = 250  # calls that are looked at
OURS = b"[moonloop"  # what the names of our own chunks begin with
RUNS = 0  # LUA_OK, of a coroutine that has begun and does not wait
NOTE_SECONDS = 0.002  # after which one that runs without a hook has noted its line


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
        self._get_hook: Any = library.lua_gethook
        self._get_hook.argtypes = [ctypes.c_void_p]
        self._get_hook.restype = ctypes.c_void_p
        self._set_hook: Any = library.lua_sethook
        self._set_hook.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_int]
        self._set_hook.restype = None
        self._nothing = ctypes.cast(library.lua_gethookcount, ctypes.c_void_p)  # as a hook it does nothing

    def place(self, address: int) -> tuple[str, int]:
        """Chunk, as Lua shows it, and line of the player's innermost function in the coroutine; `("", 0)` for none."""
        if self._status(address) != RUNS:
            return "", 0
        self._have_line_noted(address)
        activation = _Activation()
        for level in range(DEEPEST):
            if not self._get_stack(address, level, ctypes.byref(activation)):
                break
            self._get_info(address, b"Sl", ctypes.byref(activation))
            if activation.currentline > 0 and not activation.short_src.startswith(OURS):
                return activation.short_src.decode("utf-8", "replace"), activation.currentline
        return "", 0

    def _have_line_noted(self, address: int) -> None:
        """Lua notes where it is when it calls something; with a hook, at each instruction."""
        if not self._get_hook(address):
            self._set_hook(address, self._nothing, COUNT_MASK, 1)
            time.sleep(NOTE_SECONDS)
