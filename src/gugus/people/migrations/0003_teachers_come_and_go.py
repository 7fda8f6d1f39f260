"""Since when a teacher belongs to the group, and until when."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_places")]
    operations = [
        migrations.AddField(
            model_name="teacher",
            name="joined_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="teacher",
            name="left_on",
            field=models.DateField(blank=True, null=True),
        ),
    ]
