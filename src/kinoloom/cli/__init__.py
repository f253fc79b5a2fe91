"""The `kinoloom` command, one file a command; heavy rooms are imported inside the commands."""
