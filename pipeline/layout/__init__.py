"""From the characters of a PDF page to blocks: rows, columns, tables, page furniture, paragraphs; one file a job."""
