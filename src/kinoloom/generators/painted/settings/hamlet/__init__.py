"""Where people live in the country: villages, farms, castles."""
