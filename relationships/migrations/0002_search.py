from django.db import migrations

from accounts.search_index import trigram_indexes


class Migration(migrations.Migration):
    dependencies = [("relationships", "0001_initial")]

    # The fields that the lists search (SEARCHED in relationships/filters), as icontains asks for them.
    operations = [
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
