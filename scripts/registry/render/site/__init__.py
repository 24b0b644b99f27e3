"""The public site: records in the shape of pages, our own templates, the API and what the browser reads."""
