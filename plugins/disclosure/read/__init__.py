"""YAML text → County and findings.  The only room that opens the editor's files or knows YAML."""
