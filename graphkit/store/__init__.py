"""The graph for asking: loaded into memory, asked in a child process that may be killed."""
