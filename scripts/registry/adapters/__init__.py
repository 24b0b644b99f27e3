"""Where the world is touched: YAML files, git, the ledger's files, the site generator, output folders."""
