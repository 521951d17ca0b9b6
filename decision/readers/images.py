"""Container images that hold data, recognised by the last part of their name."""

import re

#: Words of well-known images, and the word that is kept.
DATA_IMAGES = {
    "arangodb": "arangodb",
    "cassandra": "cassandra",
    "clickhouse": "clickhouse",
    "cockroach": "cockroachdb",
    "cockroachdb": "cockroachdb",
    "consul": "consul",
    "couchbase": "couchbase",
    "couchdb": "couchdb",
    "elasticsearch": "elasticsearch",
    "etcd": "etcd",
    "influxdb": "influxdb",
    "kafka": "kafka",
    "mariadb": "mariadb",
    "memcached": "memcached",
    "minio": "minio",
    "mongo": "mongo",
    "mongodb": "mongo",
    "mssql": "mssql",
    "mysql": "mysql",
    "nats": "nats",
    "neo4j": "neo4j",
    "opensearch": "opensearch",
    "percona": "mysql",
    "pgvector": "postgres",
    "postgis": "postgres",
    "postgres": "postgres",
    "postgresql": "postgres",
    "prometheus": "prometheus",
    "pulsar": "pulsar",
    "qdrant": "qdrant",
    "questdb": "questdb",
    "rabbitmq": "rabbitmq",
    "redis": "redis",
    "redpanda": "redpanda",
    "scylla": "cassandra",
    "solr": "solr",
    "timescaledb": "postgres",
    "valkey": "redis",
    "vault": "vault",
    "weaviate": "weaviate",
    "zookeeper": "zookeeper",
}
#: Words that say that an image only works with a store.
_BESIDE = frozenset(
    {
        "adapter", "admin", "agent", "backup", "cli", "client", "commander", "connect", "console",
        "dashboard", "dashboards", "exporter", "express", "gui", "init", "insight", "k8s",
        "manager", "mc", "migrate", "migrations", "operator", "proxy", "pushgateway", "rest",
        "sidecar", "tools", "ui",
    }
)  # fmt: skip
_VARIABLE = re.compile(r"\$\{[^{}]*\}|\$\w+")


def data_image(image: object) -> str | None:
    """The known word for an image that holds data; None for every other image."""
    if not isinstance(image, str) or len(image) > 500:
        return None
    name = _VARIABLE.sub("", image).split("@", 1)[0].rsplit("/", 1)[-1].split(":", 1)[0]
    words = re.split(r"[-_.]", name.lower())
    if _BESIDE.intersection(words):
        return None
    return next((DATA_IMAGES[each] for each in words if each in DATA_IMAGES), None)
