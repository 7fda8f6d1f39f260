"""Files of rows: read into a preview, decided on, applied once or thrown away."""
