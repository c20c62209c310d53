"""The site: a Django shell around the pure rooms. What somebody does here has a room of its own."""
