from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """THEM: the address book."""

    name = "partners"

    def ready(self) -> None:
        from partners import personal_data  # noqa: F401
