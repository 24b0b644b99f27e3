"""`registry new`: a filing by questions and answers."""
