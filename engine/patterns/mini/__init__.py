"""Mini-notation, the short way of writing cycles that Tidal and Strudel share: `bd*2 <sd [hh hh]>`."""
