"""Who and what the text speaks of: names (gazetteer, definitions, discovery), phrases that refer, and the register that joins them."""
