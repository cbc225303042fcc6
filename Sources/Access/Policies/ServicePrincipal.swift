import Kernel

/// The services of AWS that policies may name, as `NAME.amazonaws.com`.
enum ServicePrincipal {
  /// Whether AWS has a service of that name, which may have a Region before the domain.
  static func exists(_ text: String) -> Bool {
    guard
      let domain = [".amazonaws.com", ".amazonaws.com.cn"].first(where: text.hasSuffix)
    else { return false }
    let name = text.dropLast(domain.count)
    if names.contains(name) { return true }
    guard let point = name.lastIndex(of: "."), Region(name[name.index(after: point)...]) != nil
    else { return false }
    return names.contains(name[..<point])
  }

  private static let names = Set(text.split { $0 == " " || $0 == "\n" })

  /// The names of AWS's services in the models of its clients, and those of its documentation.
  private static let text = """
    access-analyzer access-grants.s3 accessanalyzer account acm acm-pca aco-automation
    agreement-marketplace aidevops aiops airflow airflow-env airflow-serverless amplify
    amplifybackend amplifyuibuilder aoss apidestinations.events apigateway app-integrations
    appconfig appconfigdata appfabric appflow application-autoscaling application-cost-profiler
    application-insights application-signals application-signals.cloudwatch applicationinsights
    appmesh apprunner appstream appstream.application-autoscaling appstream2 appsync aps
    arc-region-switch arc-zonal-shift artifact athena auditmanager autoscaling autoscaling-plans
    aws-marketplace awsssoportal b2bi backup backup-gateway backup-search batch
    batchoperations.s3 bcm-dashboards bcm-data-exports bcm-pricing-calculator
    bcm-recommended-actions bedrock bedrock-agent bedrock-agent-runtime bedrock-agentcore
    bedrock-agentcore-control bedrock-data-automation bedrock-data-automation-runtime
    bedrock-runtime billing billingconductor billingconsole billingreports braket budgets cases
    cassandra cassandra-streams cassandra.application-autoscaling ce chatbot chime cleanrooms
    cleanrooms-ml cloud9 cloudcontrolapi clouddirectory cloudformation cloudfront
    cloudfront-keyvaluestore cloudhsm cloudhsmv2 cloudsearch cloudsearchdomain cloudtrail
    cloudtrail-data cloudwatch cloudwatch-applicationinsights cloudwatch-crossaccount
    codeartifact codebuild codecatalyst codecommit codeconnections codedeploy codeguru-profiler
    codeguru-reviewer codeguru-security codepipeline codestar codestar-connections
    codestar-notifications codewhisperer cognito-identity cognito-idp cognito-sync comprehend
    comprehend.application-autoscaling comprehendmedical compute-optimizer config
    config-multiaccountsetup connect connect-campaigns contact-lens contributorinsights.dynamodb
    controlcatalog controltower cost-optimization-hub cur custom-resource.application-autoscaling
    data-signer databrew dataexchange datapipeline datasync datazone dax deadline delivery.logs
    deployment-marketplace detective devicefarm devops-guru diode directconnect directoryservice
    discovery discovery-marketplace dlm dms docdb-elastic drs ds ds-data dsql dynamodb
    dynamodb.application-autoscaling dynamodbaccelerator ebs ec2 ec2-instance-connect
    ec2.application-autoscaling ec2.scheduler ec2fleet ec2scheduled ecr ecr-public ecs ecs-tasks
    ecs.application-autoscaling edgelambda eks eks-auth eks-connector eks-fargate
    eks-fargate-pods eks-nodegroup elasticache elasticache.application-autoscaling
    elasticbeanstalk elasticfilesystem elasticloadbalancing elasticmapreduce
    elasticmapreduce.application-autoscaling elastictranscoder elemental-inference email
    email.cognito-idp emr-containers emr-serverless entityresolution es events evidently evs
    execute-api export.rds finspace finspace-api firehose fis fms forecast forecastquery
    frauddetector freertos freetier fsx gamelift gameliftstreams geo geo-maps geo-places
    geo-routes glacier globalaccelerator glue grafana greengrass ground groundstation guardduty
    health health-agent healthimaging healthlake honeycode hooks.cloudformation iam
    identity-chime identitystore imagebuilder importexport inspector inspector-scan inspector2
    interconnect internetmonitor invoicing iot iot-jobs-data iotanalytics iotdata
    iotdeviceadvisor iotevents ioteventsdata iotfleetwise iotmanagedintegrations iotsitewise
    iotthingsgraph iottwinmaker iotwireless ipam ivs ivschat ivsrealtime jellyfish kafka
    kafka.application-autoscaling kafkaconnect kendra kendra-ranking kinesis kinesisanalytics
    kinesisreplicationservice kinesisvideo kms lakeformation lambda
    lambda.application-autoscaling launchwizard lex lexv2 license-manager
    license-manager-linux-subscriptions license-manager-user-subscriptions
    license-manager.archive license-manager.member-account lightsail logger.cloudfront logs
    lookoutequipment lookoutmetrics m2 machinelearning macie macie2 mail-manager
    maintenance.s3tables managedblockchain managedblockchain-query managedservices marketplace
    marketplacecommerceanalytics media-pipelines-chime mediaconnect mediaconvert medialive
    mediapackage mediapackage-vod mediapackagev2 mediastore mediatailor medical-imaging
    meetings-chime member.org.stacksets.cloudformation memory-db memorydb messaging-chime mgh mgn
    migrationhub migrationhub-config migrationhub-orchestrator migrationhub-strategy
    mobiletargeting models-v2-lex monitoring monitoring.rds mpa mq mturk-requester neptune
    neptune-db neptune-graph network-firewall networkflowmonitor networkmanager networkmonitor
    nimble notifications notifications-contacts nova-act oam observabilityadmin odb oidc omics
    opensearchservice ops.apigateway ops.emr-serverless opsworks opsworks-cm organizations osis
    outposts panorama partnercentral-account partnercentral-benefits partnercentral-channel
    partnercentral-selling payment-cryptography pca-connector-ad pca-connector-scep pcs
    personalize personalize-events personalize-runtime pi pinpoint pipes pods.eks polly
    preview-bedrock-agentcore pricing profile proton pullthroughcache.ecr purchaseorders
    q.appflow qapps qbusiness qldb quicksight ram rbin rds rds-data rds.application-autoscaling
    redshift redshift-data redshift-serverless refactor-spaces rekognition replication.dynamodb
    replication.ecr replicator.lambda reporting-marketplace reporting.trustedadvisor repostspace
    resiliencehub resource-explorer-2 resource-groups resources.cloudformation robomaker
    rolesanywhere route53 route53-recovery-cluster route53-recovery-control-config
    route53-recovery-readiness route53domains route53globalresolver route53profiles
    route53resolver rtbfabric rum runtime-v2-lex s3 s3-control s3-object-lambda s3-outposts
    s3files s3tables s3vectors sagemaker sagemaker-geospatial sagemaker.application-autoscaling
    savingsplans scheduler schemas scn sdb secretsmanager security-ir securityagent securityhub
    securitylake serverlessrepo servicecatalog servicecatalog-appregistry servicediscovery
    servicequotas ses shield signer signin simspaceweaver sms sms-voice snow-device-management
    snowball sns social-messaging spot spot.ec2 spotfleet sqlworkbench sqs ssm ssm-contacts
    ssm-guiconnect ssm-incidents ssm-quicksetup ssm-sap ssmincidents sso sso-directory sso-oauth
    stacksets.cloudformation states storage-lens.s3 storagegateway streams.metrics.cloudwatch sts
    support supportapp sustainability swf synthetics tagging tax textract thinclient timestream
    timestream-influxdb tnb transcribe transfer transitgateway translate trustedadvisor uxc
    verifiedpermissions vmie voice-chime voiceid vpc-flow-logs vpc-lattice vpce vpcflowlogs
    vpcpeering waf waf-regional wafv2 wam wellarchitected wickr wisdom workdocs worklink workmail
    workmailmessageflow workspaces workspaces-instances workspaces-web xray
    """
}
