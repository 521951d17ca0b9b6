"""Types by class, labelled by hand from what each service keeps, as a guard against regressions.

None of them is among the labelled types beside the project. Most were drawn at random from the
lists of vendors and providers and labelled before the classifier was asked; only those are here
of which there is no doubt. So this guards what holds, and says nothing of how often it holds.
"""

import csv

import pytest

from decision.domain.resources import Basis, Label, classify
from tests.resources.test_resource_types import LABELLED, beside, table

#: By the kind that they must have. The words are types, parted by blanks.
STATEFUL = {
    "relational-database": """
        AWS::DSQL::Cluster aws_rds_shard_group aws_rds_cluster_instance google_alloydb_instance
        azurerm_mysql_flexible_server aiven_mysql digitalocean_database_replica
        scaleway_rdb_read_replica Microsoft.DBforPostgreSQL/flexibleServers/databases
        aws:rds/cluster:Cluster rds.aws.upbound.io/v1beta1/Cluster
    """,
    "database-in-cluster": """
        acid.zalan.do/v1/postgresql k8s.mariadb.com/v1alpha1/MariaDB
        mongodbcommunity.mongodb.com/v1/MongoDBCommunity pxc.percona.com/v1/PerconaXtraDBCluster
    """,
    "key-value-database": "AWS::DynamoDB::Table azurerm_cosmosdb_cassandra_datacenter",
    "document-database": """
        AWS::DocDB::DBCluster azurerm_cosmosdb_mongo_database mongodbatlas_cluster
        MongoDB::Atlas::Cluster
    """,
    "graph-database": "AWS::Neptune::DBInstance aws_neptune_cluster",
    "time-series-database": "aws_timestreamwrite_database aws_timestreaminfluxdb_db_cluster",
    "search-index": "AWS::OpenSearchService::Domain aws_opensearch_domain",
    "cache": "azurerm_redis_cache upcloud_managed_database_valkey",
    "bucket": """
        AWS::S3::Bucket aws:s3/bucketV2:BucketV2 vultr_object_storage_bucket
        minio.min.io/v2/Tenant scaleway_object
    """,
    "volume": """
        AWS::EC2::Volume exoscale_block_storage_volume alicloud_ecs_disk google_compute_disk
        kubernetes_persistent_volume longhorn.io/v1beta2/Volume
    """,
    "file-share": "aws_fsx_windows_file_system AWS::FSx::FileCache digitalocean_nfs",
    "backup-vault": """
        AWS::ElastiCache::Snapshot AWS::Redshift::Snapshot AWS::DocDBElastic::ClusterSnapshot
        aws_ebs_snapshot_copy aws_memorydb_snapshot azurerm_netapp_snapshot azurerm_shared_image
        google_filestore_snapshot hcloud_snapshot exoscale_block_storage_volume_snapshot
        snapshot.kubevirt.io/v1beta1/VirtualMachineSnapshot velero.io/v1/Backup
        elasticache.services.k8s.aws/v1alpha1/Snapshot AWS::StorageGateway::Tape
    """,
    "container-registry": "AWS::ECR::Repository vultr_container_registry",
    "artifact-repository": "AWS::CodeCommit::Repository github_repository gitlab_project",
    "model-registry": """
        AWS::SageMaker::Hub AWS::SageMaker::FeatureGroup aws_sagemaker_mlflow_tracking_server
        databricks_mlflow_model
    """,
    "queue": """
        AWS::SQS::Queue aws_sqs_queue google_cloud_tasks_queue azurerm_servicebus_queue
        apps.emqx.io/v2beta1/EMQX
    """,
    "stream": "digitalocean_database_kafka_topic alicloud_alikafka_instance",
    "log-store": "aws_cloudwatch_log_group aws_securitylake_data_lake oci_logging_log",
    "metrics-store": "prometheusservice.services.k8s.aws/v1alpha1/Workspace",
    "user-directory": """
        AWS::Cognito::UserPoolReplica azuread_group azuread_user
        google_cloud_identity_group aws_cognito_user_group
    """,
    "secrets": """
        v1/Secret Secret kubernetes_secret azurerm_key_vault_secret google_secret_manager_secret
        github_dependabot_organization_secret snowflake_secret_with_generic_string
    """,
    "encryption-keys": """
        aws_kms_key Microsoft.KeyVault/vaults/keys/versions ovh_okms_service_key_jwk
        scaleway_key_manager_key
    """,
    "configuration-store": """
        azurerm_app_configuration_key aws_cloudfrontkeyvaluestore_key AWS::Glue::SchemaVersion
        AWS::EventSchemas::Registry
    """,
    "dns-zone": """
        AWS::Route53::HostedZone azurerm_dns_zone aws_service_discovery_private_dns_namespace
        ovh_domain_zone linode_domain
    """,
    "fixed-address": """
        AWS::EC2::EIP azurerm_public_ip google_compute_address digitalocean_reserved_ipv6
        linode_ipv6_range azurerm_custom_ip_prefix
    """,
    "email-domain-identity": "AWS::SES::EmailIdentity scaleway_tem_domain",
    "state-only": """
        random_password time_static tls_self_signed_cert aws_iam_access_key google_storage_hmac_key
        aws_grafana_workspace_service_account_token scaleway_mnq_sqs_credentials
        gitlab_project_access_token AWS::IVS::StreamKey openstack_identity_ec2_credential_v3
        vault_token
    """,
    "container": """
        AWS::EKS::Cluster azurerm_resource_group azurerm_kubernetes_automatic_cluster
        AWS::CloudFormation::Stack AWS::Scheduler::ScheduleGroup v1/Namespace Namespace
        linode_lke_cluster
    """,
    "account": """
        google_project aws_quicksight_account_subscription alicloud_resource_manager_folder
    """,
    "catalog": """
        AWS::DataZone::Domain google_dataplex_entry_group google_dataproc_metastore_federation
        google_bigtable_logical_view
    """,
    "machine": """
        AWS::EC2::Instance aws_spot_instance_request azurerm_virtual_machine
        azurerm_windows_virtual_machine aws_instance hcloud_server google_compute_instance
    """,
    "stateful-compute": """
        google_workbench_instance google_notebooks_runtime
        notebooks.cnrm.cloud.google.com/v1beta1/NotebookInstance kubeflow.org/v1/Notebook
        apps/v1/StatefulSet StatefulSet
    """,
}

#: By class only for the reader: nothing is compared but the label.
STATELESS = {
    "runs and is thrown away": """
        AWS::CodeBuild::Fleet AWS::RedshiftServerless::Workgroup aws_sagemaker_app
        aws_ecs_express_gateway_service azurerm_function_app azurerm_fabric_capacity
        google_dataproc_batch kubernetes_deployment Deployment karpenter.sh/v1/NodeClaim
        cluster.x-k8s.io/v1beta1/MachineDeployment actions.github.com/v1alpha1/EphemeralRunner
        databricks_app scaleway_container aiven_kafka_connect exoscale_instance_pool
    """,
    "connects": """
        AWS::ElasticLoadBalancing::LoadBalancer AWS::VpcLattice::AccessLogSubscription
        aws_networkmanager_connect_peer aws_vpc_dhcp_options aws_ec2_subnet_cidr_reservation
        azurerm_express_route_circuit_authorization azurerm_vpn_site google_compute_ha_vpn_gateway
        gateway.networking.k8s.io/v1/HTTPRoute k8s.nginx.org/v1/VirtualServer hcloud_firewall
        Microsoft.Network/dnsZones/TXT Microsoft.Network/privateDnsZones/A
        alicloud_slb_backend_server ovh_iploadbalancing_udp_farm_server linode_domain_record
        mongodbatlas_network_container alicloud_snat_entry
    """,
    "says who may do what": """
        aws_redshiftserverless_resource_policy
        google_spanner_instance_iam_binding google_iap_app_engine_version_iam
        azurerm_iothub_shared_access_policy azuread_application github_team aws_iam_user
        mongodbatlas_team databricks_group_member aws_cognito_user_in_group snowflake_service_user
    """,
    "parts of stores that only configure": """
        aws_db_parameter_group aws_dax_subnet_group aws_rds_cluster_endpoint
        AWS::Redshift::ScheduledAction AWS::MSK::Replicator aws_fsx_s3_access_point_attachment
        azurerm_storage_encryption_scope azurerm_redis_linked_server azurerm_netapp_backup_policy
        google_firestore_backup_schedule digitalocean_spaces_bucket_cors_configuration
        digitalocean_database_connection_pool Microsoft.Sql/servers/dnsAliases
        Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/storedProcedures
        velero.io/v1/Restore velero.io/v1/BackupStorageLocation postgresql.cnpg.io/v1/ImageCatalog
        storage.k8s.io/v1/CSIDriver exoscale_dbaas_external_endpoint_elasticsearch
    """,
    "points at data that lies elsewhere": """
        azurerm_data_factory_dataset_postgresql azurerm_data_share_dataset_kusto_database
        azurerm_data_protection_backup_instance_disk aws_datasync_location_fsx_lustre_file_system
        mongodbatlas_cloud_backup_snapshot_export_bucket snowflake_external_volume
        secrets.hashicorp.com/v1beta1/VaultStaticSecret external-secrets.io/v1/PushSecret
        external-secrets.io/v1/ExternalSecret secrets.doppler.com/v1alpha1/DopplerSecret
        generators.external-secrets.io/v1alpha1/ECRAuthorizationToken
        github_actions_organization_secret_repositories
        elasticstack_elasticsearch_snapshot_repository
    """,
    "watches": """
        AWS::RUM::AppMonitor aws_cloudfront_realtime_log_config
        azurerm_monitor_alert_prometheus_rule_group google_monitoring_uptime_check_config
        okta_log_stream auth0_log_stream
        grafana.integreatly.org/v1beta1/GrafanaDashboard monitoring.coreos.com/v1/PodMonitor
        wgpolicyk8s.io/v1alpha2/PolicyReport newrelic_monitor_downtime
    """,
    "settings and definitions": """
        AWS::Bedrock::Guardrail AWS::Lex::BotVersion AWS::Connect::ContactFlow
        AWS::Pinpoint::BaiduChannel AWS::Greengrass::Group AWS::QuickSight::Analysis
        AWS::EventSchemas::RegistryPolicy aws_lexv2models_slot_type aws_kendra_data_source
        azurerm_sentinel_alert_rule_fusion azurerm_cost_management_scheduled_action
        azurerm_log_analytics_solution google_discovery_engine_serving_config
        google_dialogflow_cx_page google_compute_shared_vpc_host_project
        cloudflare_waiting_room vault_saml_auth_backend_role vault_pki_secret_backend_config_urls
        mutations.gatekeeper.sh/v1/AssignImage flagger.app/v1beta1/MetricTemplate
        gitlab_project_integration_custom_issue_tracker auth0_action
    """,
    "reads, or exists only in the tool": """
        data.aws_s3_bucket.logs data.azurerm_key_vault.main null_resource time_sleep
        local_sensitive_file alicloud_kms_ciphertext
    """,
}

#: What no name can tell.
UNKNOWN = [
    "kubernetes_manifest",
    "kubectl_manifest",
    "azapi_resource",
    "aws_cloudcontrolapi_resource",
    "Custom::Database",
    "Custom::Bucket",
    "AWS::NewService::Thingamabob",
    "newvendor_thingamabob",
    "example.org/v1/Thingamabob",
]


def of(groups: dict[str, str]) -> list[tuple[str, str]]:
    return [(name, group) for group, names in groups.items() for name in names.split()]


@pytest.mark.parametrize(("name", "kind"), of(STATEFUL))
def test_what_keeps_something_is_stateful_and_of_its_kind(name: str, kind: str) -> None:
    found = classify(table(), name)

    assert (found.label, found.kind) == (Label.STATEFUL, kind)
    assert found.zone is not None


@pytest.mark.parametrize(("name", "group"), of(STATELESS))
def test_what_keeps_nothing_is_stateless(name: str, group: str) -> None:
    found = classify(table(), name)

    assert (found.label, found.zone, found.holds_data) == (Label.STATELESS, None, False), group


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_no_name_can_tell_is_unknown(name: str) -> None:
    found = classify(table(), name)

    assert (found.label, found.basis, found.kind) == (Label.UNKNOWN, Basis.UNKNOWN, None)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("aws_s3_bucket.logs", "aws_s3_bucket"),
        ('module.shop["eu"].aws_db_instance.main[0]', "aws_db_instance"),
        (" aws_db_instance\n", "aws_db_instance"),
        ("AWS_DB_INSTANCE", "aws_db_instance"),
        ("aws::rds::dbinstance", "AWS::RDS::DBInstance"),
        ("Microsoft.Sql/servers@2021-11-01", "Microsoft.Sql/servers"),
        ("microsoft.sql/SERVERS/databases", "Microsoft.Sql/servers/databases"),
        ("urn:pulumi:prod::shop::aws:rds/instance:Instance::main", "aws:rds/instance:Instance"),
        ("StatefulSet", "apps/v1/StatefulSet"),
        ("PersistentVolumeClaim", "v1/PersistentVolumeClaim"),
        ("Service", "v1/Service"),
    ],
)
def test_other_ways_to_write_a_type_say_the_same(written: str, plain: str) -> None:
    one, other = classify(table(), written), classify(table(), plain)

    assert (one.label, one.kind, one.zone, one.basis) == (
        other.label, other.kind, other.zone, Basis.LISTED,
    )  # fmt: skip
    assert one.type == written


def test_a_word_in_a_compose_file_is_not_a_kind_of_kubernetes() -> None:
    assert classify(table(), "secret").label is Label.STATELESS
    assert classify(table(), "Secret").label is Label.STATEFUL


@pytest.mark.parametrize(
    "text",
    ["", " ", ":", "::", ":::", "/", "//", "@", ".", "_", "data.", "module.", "AWS::",
     "urn:pulumi:", "urn:pulumi:a::b", "a" * 10_000, "aws_" * 2_500, "A" * 10_000 + "!",
     "module." * 2_000, "таблица", "aws_\x00", "数据库", "\ud800"],
)  # fmt: skip
def test_what_is_no_type_is_unknown(text: str) -> None:
    found = classify(table(), text)

    assert (found.type, found.label) == (text, Label.UNKNOWN)


@beside
def test_no_type_here_is_among_the_labelled_types() -> None:
    with LABELLED.open(newline="", encoding="utf-8") as file:
        labelled = {row["type"] for row in csv.DictReader(file)}
    spelled_out = {name for name, _ in (*of(STATEFUL), *of(STATELESS))}

    assert spelled_out & labelled <= {"apps/v1/StatefulSet"}
