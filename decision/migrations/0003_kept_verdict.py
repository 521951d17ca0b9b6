"""The verdict of a room, kept once it was worked out."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("decision", "0002_workshops"),)

    operations = (
        migrations.CreateModel(
            name="KeptVerdict",
            fields=[
                (
                    "workshop",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="kept_verdict",
                        serialize=False,
                        to="decision.workshop",
                    ),
                ),
                ("basis", models.CharField(max_length=64)),
                ("found", models.JSONField()),
            ],
        ),
    )
