"""Pull requests that no web page or well-meant client would make, built of git objects; and their accepted neighbours."""
