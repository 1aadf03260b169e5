"""Parts of a Word file (ECMA-376): the package, styles, numbering, body."""
