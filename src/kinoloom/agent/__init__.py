"""Conversation to use cases: one ADK agent, its tools, and the models that drive it."""
