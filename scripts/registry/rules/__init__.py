"""What the Measures require: one module per article, and the list of all articles. Pure."""
