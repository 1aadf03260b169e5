"""The command line: one file a command, help and messages in Vietnamese and English."""
