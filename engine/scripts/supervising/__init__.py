"""The program's side of scripts: a thread that has workers, decides what each is to do, and hears what came of it."""
