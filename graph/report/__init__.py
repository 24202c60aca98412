"""The report on one's own networking: week by week, against one's own past, from events alone."""
