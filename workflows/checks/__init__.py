"""What makes a definition unsound, one subject to a module; `workflows.check` asks them all."""
