"""What results look like to a person: decisions, policies and facts as text, Markdown and one printable page."""
