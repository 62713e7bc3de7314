"""Packages, as scripts say it: what help tells of `engine/lua/prelude/packages.lua`."""

from __future__ import annotations

from engine.lua.api.stage import LuaFunction

REQUIRES = (
    LuaFunction(name="require", usage='require("name")  require "name@>=1.2"', since="0.3",
                summary="What a package returns: of the library, a script's name, or a file in a packages folder.",
                example='local ring = require "ring" print(ring{ "c2", "eb2" }[3])'),
)  # fmt: skip
