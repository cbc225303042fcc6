/// Services of AWS that a learner or an application may well ask for, and that this cloud has not.
package enum OtherServices {
  /// The words behind `aws`.
  package static let commands: Set<String> = [
    "accessanalyzer", "acm", "apigateway", "athena", "backup", "batch", "cloudformation",
    "cloudfront", "cloudhsmv2", "cloudwatch", "codebuild", "cognito-idp", "config", "dynamodb",
    "ebs", "ec2", "ecr", "ecs", "efs", "eks", "elasticache", "elbv2", "events", "firehose", "fsx",
    "glue", "guardduty", "identitystore", "kinesis", "lambda", "logs", "macie2", "opensearch",
    "organizations", "payment-cryptography", "ram", "rds", "redshift", "resource-groups",
    "resourcegroupstaggingapi", "route53", "sagemaker", "secretsmanager", "securityhub", "ses",
    "signer", "sns", "sqs", "ssm", "sso", "sso-admin", "stepfunctions", "wafv2",
  ]

  /// The word behind `aws` of a name in the scope of a signature; `nil` for other names.
  package static func command(signedAs name: String) -> String? {
    commands.contains(name) ? name : signedNames[name]
  }

  /// Those whose signatures have another name than the word behind `aws`.
  private static let signedNames = [
    "access-analyzer": "accessanalyzer", "cloudhsm": "cloudhsmv2", "elasticfilesystem": "efs",
    "elasticloadbalancing": "elbv2", "es": "opensearch", "monitoring": "cloudwatch",
    "states": "stepfunctions", "tagging": "resourcegroupstaggingapi",
  ]
}
