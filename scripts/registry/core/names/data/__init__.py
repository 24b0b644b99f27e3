"""Tables behind the layers, as text in modules: imported only when the first name is compared."""
