"""The frozen models of the evidence: cards, sources, topics, vocabularies, facts and searches."""
