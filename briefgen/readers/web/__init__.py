"""Pages of the web taken apart: what web pages and feeds are read with. No reader of a format lives here."""
