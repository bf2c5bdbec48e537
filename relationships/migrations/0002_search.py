from django.db import migrations, models

from accounts.search_index import trigram_indexes


class Migration(migrations.Migration):
    dependencies = [("relationships", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="issue",
            index=models.Index(
                fields=["raised_at", "id"], condition=models.Q(discarded_at=None), name="issue_by_date"
            ),
        ),
        # The fields that the lists search (SEARCHED in relationships/filters), as icontains asks for them.
        trigram_indexes(
            *(
                (f"{table}_{column}_trigrams", f"relationships_{table}", f"UPPER({column}::text)")
                for table, columns in [
                    ("interaction", ("text", "value_given", "value_received")),
                    ("issue", ("title", "text")),
                    ("appreciation", ("text",)),
                    ("idea", ("title", "text", "answer")),
                ]
                for column in columns
            )
        )
    ]
