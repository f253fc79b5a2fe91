"""The sea: open water under a wide sky, and the beach it breaks on."""
