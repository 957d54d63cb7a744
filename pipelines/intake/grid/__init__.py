"""Where tables lie on a grid, and what the words around them say."""
