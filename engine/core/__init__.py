"""The document and all that changes it: commands in, pure application, snapshots out, one engine turn at a time."""
