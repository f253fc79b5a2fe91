"""Projects, their revisions and what was generated, in a database; every table has a migration."""
