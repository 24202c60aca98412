"""The report over HTTP, as JSON and as a page of plots."""
