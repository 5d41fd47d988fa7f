"""RS: leftovers of engines, scrapers and content management systems, and text that stands twice."""
