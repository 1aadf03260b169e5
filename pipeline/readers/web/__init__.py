"""Parts of the reader of saved web pages: decoding, what of a page is the article, its text in runs."""
