"""The hand-curated knowledge: YAML files of the lexicon, read strictly into frozen objects, with the examples that prove them."""
