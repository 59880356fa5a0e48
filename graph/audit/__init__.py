"""The audit: figures of a report that contradict each other, and those that reconcile."""
