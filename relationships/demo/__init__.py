"""A made-up firm, told through the actions of its users: `manage.py fill_demo` lets it happen once."""
