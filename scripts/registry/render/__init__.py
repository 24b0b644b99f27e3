"""How things look: terminal, annotations, pages, API. Pure: values in, text out."""
