from datetime import date

from django.db import migrations, models
from django.db.models.functions import Coalesce

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
        migrations.AddIndex(
            model_name="actionitem",
            index=models.Index(
                Coalesce(models.F("due_on"), models.Value(date(9999, 12, 31))),
                models.F("id"),
                condition=models.Q(discarded_at=None),
                name="action_item_by_due_date",
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
