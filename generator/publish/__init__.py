"""The edge: files, dates of the history, the site's builder, the bundle and the server. No rule of evidence lives here."""
