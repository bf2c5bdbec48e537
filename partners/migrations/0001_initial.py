import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import partners.choices
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalPartner',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(blank=True, editable=False, verbose_name='changed')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('discarded_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='in the trash since')),
                ('kind', models.CharField(choices=[('organisation', 'Organisation'), ('person', 'Person'), ('group', 'Group')], default='organisation', max_length=12, verbose_name='kind')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('is_customer', models.BooleanField(default=False, verbose_name='customer')),
                ('is_supplier', models.BooleanField(default=False, verbose_name='supplier')),
                ('is_colleague', models.BooleanField(default=False, verbose_name='colleague')),
                ('natural_person', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'Not known yet')], default='unknown', help_text='A one-person business is one, too. People are never graded, so not known counts as yes.', max_length=7, verbose_name='natural person')),
                ('position', models.CharField(blank=True, max_length=120, verbose_name='position')),
                ('language', models.CharField(blank=True, choices=partners.choices.partner_languages, max_length=10, verbose_name='language')),
                ('open_to_everyone', models.BooleanField(default=False, verbose_name='open to everyone')),
                ('cadence_ideal', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(3650)], verbose_name='in touch ideally every (days)')),
                ('cadence_at_most', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(3650)], verbose_name='in touch at the latest after (days)')),
                ('notes', models.TextField(blank=True, max_length=20000, verbose_name='notes')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('caretaker', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='caretaker')),
                ('created_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('discarded_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='account of this colleague')),
            ],
            options={
                'verbose_name': 'historical partner',
                'verbose_name_plural': 'historical partners',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalTag',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(blank=True, editable=False, verbose_name='changed')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('discarded_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='in the trash since')),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('cadence_ideal', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='in touch ideally every (days)')),
                ('cadence_at_most', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='in touch at the latest after (days)')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('created_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('discarded_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical tag',
                'verbose_name_plural': 'historical tags',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Partner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('discarded_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='in the trash since')),
                ('kind', models.CharField(choices=[('organisation', 'Organisation'), ('person', 'Person'), ('group', 'Group')], default='organisation', max_length=12, verbose_name='kind')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('sort_key', models.CharField(editable=False, max_length=400)),
                ('is_customer', models.BooleanField(default=False, verbose_name='customer')),
                ('is_supplier', models.BooleanField(default=False, verbose_name='supplier')),
                ('is_colleague', models.BooleanField(default=False, verbose_name='colleague')),
                ('natural_person', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'Not known yet')], default='unknown', help_text='A one-person business is one, too. People are never graded, so not known counts as yes.', max_length=7, verbose_name='natural person')),
                ('position', models.CharField(blank=True, max_length=120, verbose_name='position')),
                ('language', models.CharField(blank=True, choices=partners.choices.partner_languages, max_length=10, verbose_name='language')),
                ('open_to_everyone', models.BooleanField(default=False, verbose_name='open to everyone')),
                ('cadence_ideal', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(3650)], verbose_name='in touch ideally every (days)')),
                ('cadence_at_most', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(3650)], verbose_name='in touch at the latest after (days)')),
                ('notes', models.TextField(blank=True, max_length=20000, verbose_name='notes')),
                ('caretaker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='cares_for', to=settings.AUTH_USER_MODEL, verbose_name='caretaker')),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('discarded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('members', models.ManyToManyField(blank=True, related_name='groups', to='partners.partner', verbose_name='members')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='people', to='partners.partner', verbose_name='organisation')),
                ('teams', models.ManyToManyField(blank=True, related_name='partners', to='accounts.team', verbose_name='teams')),
                ('user', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='partner', to=settings.AUTH_USER_MODEL, verbose_name='account of this colleague')),
            ],
            options={
                'verbose_name': 'partner',
                'verbose_name_plural': 'partners',
                'ordering': ['sort_key', 'pk'],
                'indexes': [models.Index(condition=models.Q(('discarded_at', None)), fields=['sort_key', 'id'], name='partner_by_name'), models.Index(condition=models.Q(('discarded_at', None)), fields=['created_at', 'id'], name='partner_by_created')],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='partner_has_a_name'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'person'), _negated=True), ('natural_person', 'yes'), _connector='OR'), name='partner_person_is_a_natural_person'), models.CheckConstraint(condition=models.Q(('kind', 'person'), models.Q(('organisation', None), ('position', '')), _connector='OR'), name='partner_only_a_person_belongs_to_an_organisation'), models.CheckConstraint(condition=models.Q(('cadence_ideal', None), ('cadence_at_most', None), ('cadence_at_most__gte', models.F('cadence_ideal')), _connector='OR'), name='partner_cadence_ideal_before_at_most'), models.CheckConstraint(condition=models.Q(('user', None), ('is_colleague', True), _connector='OR'), name='partner_with_an_account_is_a_colleague')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalPartner_teams',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('m2m_history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to='partners.historicalpartner')),
                ('team', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='accounts.team')),
                ('partner', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='partners.partner')),
            ],
            options={
                'verbose_name': 'HistoricalPartner_teams',
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalPartner_members',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('m2m_history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to='partners.historicalpartner')),
                ('from_partner', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='partners.partner')),
                ('to_partner', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='partners.partner')),
            ],
            options={
                'verbose_name': 'HistoricalPartner_members',
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name='historicalpartner',
            name='organisation',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='partners.partner', verbose_name='organisation'),
        ),
        migrations.CreateModel(
            name='HistoricalExternalNumber',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('source', models.CharField(max_length=60, verbose_name='source')),
                ('number', models.CharField(max_length=200, verbose_name='number')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('partner', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='partners.partner', verbose_name='partner')),
            ],
            options={
                'verbose_name': 'historical external number',
                'verbose_name_plural': 'historical external numbers',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalContactPoint',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('kind', models.CharField(choices=[('email', 'E-mail'), ('phone', 'Phone'), ('address', 'Address'), ('link', 'Link')], max_length=7, verbose_name='kind')),
                ('label', models.CharField(choices=[('work', 'Work'), ('home', 'Private'), ('mobile', 'Mobile'), ('fax', 'Fax'), ('other', 'Other')], default='work', max_length=6, verbose_name='label')),
                ('value', models.CharField(max_length=500, verbose_name='value')),
                ('is_preferred', models.BooleanField(default=False, verbose_name='preferred')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('partner', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='partners.partner', verbose_name='partner')),
            ],
            options={
                'verbose_name': 'historical contact point',
                'verbose_name_plural': 'historical contact points',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Tag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('discarded_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='in the trash since')),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('cadence_ideal', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='in touch ideally every (days)')),
                ('cadence_at_most', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='in touch at the latest after (days)')),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('discarded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'tag',
                'verbose_name_plural': 'tags',
                'ordering': ['name', 'pk'],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('name'), name='tag_name_unique_whatever_case'), models.CheckConstraint(condition=models.Q(('cadence_ideal', None), ('cadence_at_most', None), ('cadence_at_most__gte', models.F('cadence_ideal')), _connector='OR'), name='tag_cadence_ideal_before_at_most')],
            },
        ),
        migrations.AddField(
            model_name='partner',
            name='tags',
            field=models.ManyToManyField(blank=True, related_name='partners', to='partners.tag', verbose_name='tags'),
        ),
        migrations.CreateModel(
            name='HistoricalPartner_tags',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('m2m_history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to='partners.historicalpartner')),
                ('partner', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='partners.partner')),
                ('tag', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='partners.tag')),
            ],
            options={
                'verbose_name': 'HistoricalPartner_tags',
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='ExternalNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=60, verbose_name='source')),
                ('number', models.CharField(max_length=200, verbose_name='number')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='external_numbers', to='partners.partner', verbose_name='partner')),
            ],
            options={
                'verbose_name': 'external number',
                'verbose_name_plural': 'external numbers',
                'ordering': ['source', 'number'],
                'constraints': [models.UniqueConstraint(fields=('source', 'number'), name='external_number_unique_by_source'), models.CheckConstraint(condition=models.Q(models.Q(('source', ''), _negated=True), models.Q(('number', ''), _negated=True)), name='external_number_not_empty')],
            },
        ),
        migrations.CreateModel(
            name='ContactPoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('email', 'E-mail'), ('phone', 'Phone'), ('address', 'Address'), ('link', 'Link')], max_length=7, verbose_name='kind')),
                ('label', models.CharField(choices=[('work', 'Work'), ('home', 'Private'), ('mobile', 'Mobile'), ('fax', 'Fax'), ('other', 'Other')], default='work', max_length=6, verbose_name='label')),
                ('value', models.CharField(max_length=500, verbose_name='value')),
                ('is_preferred', models.BooleanField(default=False, verbose_name='preferred')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contact_points', to='partners.partner', verbose_name='partner')),
            ],
            options={
                'verbose_name': 'contact point',
                'verbose_name_plural': 'contact points',
                'ordering': ['-is_preferred', 'pk'],
                'indexes': [models.Index(fields=['value'], name='contact_point_by_value')],
            },
        ),
    ]
