"""The parts of `apply`: pure functions from a document to a document, one file a branch."""
