"""What the import says when nothing of a file can be taken in."""


class ImportRefused(Exception):
    """The file as a whole is refused; the message, in the user's language, says what to do. Nothing was written."""
