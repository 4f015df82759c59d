"""The blocks that stages are made of: one module each, with what is left to do in it and what can be done."""
