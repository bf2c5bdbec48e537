from django.db import migrations, models

from accounts.search_index import trigram_indexes


class Migration(migrations.Migration):
    dependencies = [("partners", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="partner",
            index=models.Index(fields=["sort_key"], opclasses=["text_pattern_ops"], name="partner_name_begins"),
        ),
        trigram_indexes(
            ("partner_name_trigrams", "partners_partner", "sort_key"),
            ("contact_point_trigrams", "partners_contactpoint", "UPPER(value::text)"),
        )
    ]
