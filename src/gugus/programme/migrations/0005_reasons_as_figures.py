"""Why a line is proposed is kept as figures, so that each language says it in its own words."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programme", "0004_revisions_stand")]

    operations = [
        migrations.AddField(
            model_name="proposal", name="basis", field=models.JSONField(default=dict)
        ),
        migrations.AlterField(
            model_name="proposal", name="reason", field=models.TextField(blank=True)
        ),
    ]
