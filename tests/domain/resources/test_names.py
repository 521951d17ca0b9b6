"""How the names of types are taken apart, and under which keys tools meet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision.domain.resources.names import Tool, keys_of, taken_apart, words_of


@pytest.mark.parametrize(
    ("written", "tool", "cloud", "service", "name"),
    [
        ("aws_db_instance", Tool.TERRAFORM, "aws", "", "db instance"),
        ("AWS::RDS::DBInstance", Tool.CLOUDFORMATION, "aws", "rds", "db instance"),
        ("aws:rds/instance:Instance", Tool.PULUMI, "aws", "rds", "instance"),
        ("aws-native:rds:DbInstance", Tool.PULUMI, "aws", "rds", "db instance"),
        ("aws:s3/bucketV2:BucketV2", Tool.PULUMI, "aws", "s3", "bucket"),
        ("azure-native:sql/v20230101:Database", Tool.PULUMI, "azure", "sql", "database"),
        ("Microsoft.Sql/servers/databases", Tool.AZURE, "azure", "sql", "server database"),
        ("Microsoft.Sql/servers/databases@2023-01-01", Tool.AZURE, "azure", "sql",
         "server database"),
        ("apps/v1/StatefulSet", Tool.KUBERNETES, "kubernetes", "app", "stateful set"),
        ("v1/Secret", Tool.KUBERNETES, "kubernetes", "", "secret"),
        ("kubernetes:core/v1:Secret", Tool.PULUMI, "kubernetes", "", "secret"),
        ("kubernetes_stateful_set_v1", Tool.TERRAFORM, "kubernetes", "", "stateful set"),
        ("postgresql.cnpg.io/v1/Cluster", Tool.KUBERNETES, "kubernetes", "postgresql cnpg",
         "cluster"),
        ("rds.aws.upbound.io/v1beta1/Instance", Tool.KUBERNETES, "aws", "rds", "instance"),
        ("snowflake_table", Tool.TERRAFORM, "snowflake", "snowflake", "table"),
        ("Custom::SeedDatabase", Tool.CLOUDFORMATION, "custom", "custom", "seed database"),
        ("volume", Tool.OTHER, "", "", "volume"),
        ("StatefulSet", Tool.KUBERNETES, "kubernetes", "", "stateful set"),
        ("aws_s3_bucket.logs", Tool.TERRAFORM, "aws", "", "s3 bucket"),
        ('module.shop["eu"].module.db.aws_db_instance.main[0]', Tool.TERRAFORM, "aws", "",
         "db instance"),
        ("module.shop.data.aws_ami.base", Tool.TERRAFORM, "data", "", "aws ami"),
        ("data.aws_ami", Tool.TERRAFORM, "data", "", "aws ami"),
        ("urn:pulumi:prod::shop::aws:rds/instance:Instance::main", Tool.PULUMI, "aws", "rds",
         "instance"),
        ("urn:pulumi:prod::shop::my:Shop$aws:s3/bucket:Bucket::logs", Tool.PULUMI, "aws", "s3",
         "bucket"),
        ("urn:pulumi:prod", Tool.OTHER, "", "", ""),
    ],
)  # fmt: skip
def test_a_type_is_taken_apart(
    written: str, tool: Tool, cloud: str, service: str, name: str
) -> None:
    found = taken_apart(written)

    assert (found.tool, found.cloud) == (tool, cloud)
    assert (" ".join(found.service), " ".join(found.name)) == (service, name)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("GraphSnapshots", "graph snapshot"),
        ("FHIRDatastore", "fhir datastore"),
        ("policies", "policy"),
        ("ip-addresses", "ip address"),
        ("redis", "redis"),
        ("indexes", "index"),
        ("dnsAliases", "dns alias"),
        ("branches", "branch"),
        ("caches", "cache"),
        ("S3Bucket", "s3 bucket"),
        ("", ""),
    ],
)
def test_words_are_in_lower_case_and_in_the_singular(written: str, words: str) -> None:
    assert " ".join(words_of(written)) == words


def test_two_tools_meet_under_an_alias() -> None:
    aliases = {"aws db": "rds"}

    terraform = set(keys_of(taken_apart("aws_db_instance"), aliases))
    pulumi = set(keys_of(taken_apart("aws:rds/instance:Instance"), aliases))

    assert terraform & pulumi == {"aws|rdsinstance"}


@given(st.text(max_size=400))
def test_any_text_can_be_taken_apart(text: str) -> None:
    name = taken_apart(text)

    assert all(word == word.lower() for word in name.words)
    assert list(keys_of(name, {})) != []


@given(st.text(alphabet="aA_:/.@v1", max_size=60))
def test_text_that_looks_like_a_type_can_be_taken_apart(text: str) -> None:
    assert taken_apart(text) == taken_apart(f" {text} ")
