"""What the demo team knows about how it is: `manage.py fill_demo` tells it after the rest of the story."""
