"""`manage.py qcluster`, which knows the tortures' own kind of notice."""

from torture import base


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    base.know_kind()
    call_command("qcluster")


if __name__ == "__main__":
    main()
