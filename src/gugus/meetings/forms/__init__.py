"""What people type about meetings, checked before a service sees it."""
