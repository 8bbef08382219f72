"""What everything on screen is made with: tokens, type, icons, painting, tasks; knows no page and no record."""
