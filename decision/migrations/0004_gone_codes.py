from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("decision", "0003_kept_verdict"),
    ]

    operations = [
        migrations.CreateModel(
            name="GoneCode",
            fields=[
                (
                    "key",
                    models.CharField(max_length=64, primary_key=True, serialize=False),
                ),
                ("expires_at", models.DateTimeField()),
            ],
        ),
    ]
