"""Parts of the grammar of references: words, mentions, lists, names of congresses and plenums, what stands beside a mention."""
