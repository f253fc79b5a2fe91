"""The SDK: who we are to a server, the calls with good manners, a session's conversation."""
