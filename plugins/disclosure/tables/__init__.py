"""Tables that departments send: what they hold, read without losing anything silently."""
