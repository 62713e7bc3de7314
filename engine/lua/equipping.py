"""What the host gives to the scripts of a runtime: functions, handles, views and libraries, under their names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from engine.core.errors import UnknownName, did_you_mean
from engine.lua.chunks import shared_chunks
from engine.lua.convert import Converter, Value, text_to_lua
from engine.lua.crossing import Crossings
from engine.lua.entry import Entry
from engine.lua.sandbox import CHUNK_NAME

Api = Callable[..., Value]


class Equipped:
    """The side of a runtime that its host equips, before anything runs in it or while nothing does.

    Thread: the runtime's.
    """

    _lua: Any  # what a runtime makes and these share
    _prelude: Any
    _entry: Entry
    _converter: Converter
    _crossings: Crossings

    def __init__(self) -> None:
        self._installed: dict[str, Any] = {}  # path -> the function of Lua's that crosses to the host's

    def install(
        self,
        path: str,
        function: Api,
        *,
        takes_functions: bool = False,
        takes_bytes: bool = False,
        waits: bool = False,
        binds: bool = False,
    ) -> None:
        """Let scripts call `function` as `path`: `bpm`, `clock.run`, or `clock:setBPM` for one called with a colon.

        It gets plain values (None, bool, int, float, str, list, dict, Handle) and returns such; a tuple is several
        results. Its parameters' names appear in messages about arguments. An EngineError that it raises becomes a Lua
        error at the player's line; any other exception stops the script and comes out of what ran it.

        Args:
            takes_functions: Its arguments may be Lua functions, which it gets as LuaFunction.
            takes_bytes: It gets strings that are no UTF-8 as bytes, instead of them being refused.
            waits: What it returns goes to the host as the values of a Turn, and what the host resumes with is what
                the call returns in Lua. Only coroutines that were spawned can call it.
            binds: What a script gives after the first argument, a function, stays in Lua: where there is any, the
                second argument is a function that calls the first one with it.
        """
        owner, separator, name = path.replace(":", ".").rpartition(".")
        exposed = self._installed[path] = self._expose(
            path, function, takes_functions=takes_functions, takes_bytes=takes_bytes
        )
        if waits:
            exposed = self._prelude["expose_waiting"](exposed)
        if binds:
            exposed = self._prelude["expose_binding"](exposed)
        if ":" in path:
            table = self._prelude["owner"](owner)
            exposed = self._prelude["expose_for"](table, path, exposed)
        self._prelude["define"](owner if separator else None, name, exposed)

    def uninstall(self, path: str) -> None:
        """Take what was installed as `path` away; who has kept the function is told so when it is called.

        Raises:
            UnknownName: Nothing is installed as `path`.
        """
        if path not in self._installed:
            raise UnknownName(f'nothing is installed as "{path}"{did_you_mean(path, self._installed)}')
        owner, separator, name = path.replace(":", ".").rpartition(".")
        self._prelude["withdraw"](self._installed.pop(path), f"{path} is not available any more")
        self._prelude["define"](owner if separator else None, name, None)

    def define_handle(self, kind: str, methods: Mapping[str, Api]) -> None:
        """Say what scripts can do with a Handle of `kind`; each method gets the handle's key as its first argument."""
        table = self._lua.table()
        for name, function in methods.items():
            exposed = self._expose(f"{kind}:{name}", function, receivers=1)
            table[name] = self._prelude["method"](kind, name, exposed)
        self._entry.methods.update(methods)
        self._converter.handle_kinds.add(kind)
        self._prelude["define_handle"](kind, table)

    def define_view(self, kind: str, read: Api) -> None:
        """Have tables that a library tags as a Handle of `kind` cross as the value that `read` returns for the key."""
        self._converter.views[kind] = read

    def load_library(self, text: str, name: str, functions: Mapping[str, Api] | None = None) -> None:
        """Run trusted Lua that returns a table of new globals; it finds `functions` in its table `host`.

        It sees Lua's libraries as scripts do, in copies that scripts cannot change (so `string.sub(s, 1)`, never
        `s:sub(1)`). `error` in it blames the player's line.
        """
        host = self._lua.table()
        for function_name, function in (functions or {}).items():
            host[function_name] = self._expose(function_name, function)
        self._prelude["library"](shared_chunks().bytecode(text_to_lua(text), CHUNK_NAME.format(name)), host)

    def serve(self, name: str, blamed: str, function: Api) -> None:
        """Give the prelude `function` as its `name`; messages about arguments are about `blamed`."""
        self._prelude[name] = self._expose(blamed, function)

    def _expose(
        self, name: str, function: Api, *, takes_functions: bool = False, takes_bytes: bool = False, receivers: int = 0
    ) -> Any:
        entrances = self._crossings.make(name, function, receivers, takes_bytes=takes_bytes)
        return self._prelude["expose_with_functions" if takes_functions else "expose"](*entrances)
