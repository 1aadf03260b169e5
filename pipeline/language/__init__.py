"""Language of one document: numbering, sentences, lossless tokens, words; nothing here knows files or archives."""
