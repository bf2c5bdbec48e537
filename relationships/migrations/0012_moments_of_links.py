"""Links of contacts with partners say when the contact was, so that the newest with a partner are read off an index."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery

LINKS = {"Interaction_partners": "contact_of_partner", "Interaction_organisations": "contact_of_organisation"}


def link(name: str) -> migrations.CreateModel:
    """The table that Django has made for the field, as a model of ours."""
    return migrations.CreateModel(
        name=name,
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "interaction",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="+", to="relationships.interaction"
                ),
            ),
            (
                "partner",
                models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="partners.partner"),
            ),
        ],
        options={"unique_together": {("interaction", "partner")}},
    )


def say_when(apps: Any, schema_editor: Any) -> None:
    interactions = apps.get_model("relationships", "Interaction").objects.filter(pk=OuterRef("interaction"))
    for name in LINKS:
        apps.get_model("relationships", name).objects.update(happened_at=Subquery(interactions.values("happened_at")))


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0005_not_known_yet"),
        ("relationships", "0011_seen_one_way_each"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                *map(link, LINKS),
                migrations.AlterField(
                    model_name="interaction",
                    name="partners",
                    field=models.ManyToManyField(
                        related_name="interactions",
                        through="relationships.Interaction_partners",
                        to="partners.partner",
                        verbose_name="partners",
                    ),
                ),
                migrations.AlterField(
                    model_name="interaction",
                    name="organisations",
                    field=models.ManyToManyField(
                        blank=True,
                        editable=False,
                        help_text="the organisations that the people among the partners belonged to then",
                        related_name="interactions_through_people",
                        through="relationships.Interaction_organisations",
                        to="partners.partner",
                    ),
                ),
                *(
                    migrations.AlterField(
                        model_name="historicalinteraction_partners",
                        name=name,
                        field=models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to=to,
                        ),
                    )
                    for name, to in (("interaction", "relationships.interaction"), ("partner", "partners.partner"))
                ),
            ]
        ),
        *(
            migrations.AddField(
                model_name=name, name="happened_at", field=models.DateTimeField(editable=False, null=True)
            )
            for name in LINKS
        ),
        migrations.RunPython(say_when, migrations.RunPython.noop),
        *(
            migrations.AlterField(model_name=name, name="happened_at", field=models.DateTimeField(editable=False))
            for name in LINKS
        ),
        *(
            migrations.AddIndex(
                model_name=name,
                index=models.Index(fields=["partner", "happened_at", "interaction"], name=index),
            )
            for name, index in LINKS.items()
        ),
        # The index begins with the partner.
        *(
            migrations.AlterField(
                model_name=name,
                name="partner",
                field=models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to="partners.partner",
                ),
            )
            for name in LINKS
        ),
    ]
