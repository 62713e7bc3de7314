"""The pages of reference that `make_docs.py` writes, one small module each: tables of the engine, as Markdown."""
