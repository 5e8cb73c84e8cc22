"""The grammar of English that the engine needs: text → tokens → sentences → units → phrases → clauses."""
