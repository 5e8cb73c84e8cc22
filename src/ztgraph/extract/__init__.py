"""Clauses × frames → statements with their evidence."""
