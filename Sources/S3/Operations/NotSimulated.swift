/// The operations of S3 that AWS has and this program has not, with what it has instead.
package enum NotSimulated {
  /// What is missing, and for which operations.
  private static let groups: [(word: String, names: [String])] = [
    (
      "a bucket without ownership controls, which would take ACLs; BucketOwnerEnforced stays",
      ["DeleteBucketOwnershipControls"]
    ),
    (
      "renaming, which only directory buckets have; copy and delete",
      [
        "RenameObject"
      ]
    ),
    (
      "access by the tags of a bucket",
      [
        "GetBucketAbac", "PutBucketAbac",
      ]
    ),
    (
      "storage classes, nor the old forms of lifecycles; objects here are STANDARD",
      [
        "DeleteBucketIntelligentTieringConfiguration",
        "GetBucketIntelligentTieringConfiguration", "GetBucketLifecycle",
        "ListBucketIntelligentTieringConfigurations",
        "PutBucketIntelligentTieringConfiguration", "PutBucketLifecycle",
        "RestoreObject",
      ]
    ),
    (
      "replication",
      [
        "DeleteBucketReplication", "GetBucketReplication", "PutBucketReplication",
      ]
    ),
    (
      "websites and cross-origin access",
      [
        "DeleteBucketCors", "DeleteBucketWebsite", "GetBucketCors", "GetBucketWebsite",
        "PutBucketCors", "PutBucketWebsite",
      ]
    ),
    (
      "directory buckets and sessions",
      [
        "CreateSession", "ListDirectoryBuckets",
      ]
    ),
    (
      "analytics, inventories, metrics, logs and notifications; trail shows every call",
      [
        "CreateBucketMetadataConfiguration", "CreateBucketMetadataTableConfiguration",
        "DeleteBucketAnalyticsConfiguration", "DeleteBucketInventoryConfiguration",
        "DeleteBucketMetadataConfiguration", "DeleteBucketMetadataTableConfiguration",
        "DeleteBucketMetricsConfiguration", "GetBucketAnalyticsConfiguration",
        "GetBucketInventoryConfiguration", "GetBucketLogging", "GetBucketMetadataConfiguration",
        "GetBucketMetadataTableConfiguration", "GetBucketMetricsConfiguration",
        "GetBucketNotification", "GetBucketNotificationConfiguration",
        "ListBucketAnalyticsConfigurations", "ListBucketInventoryConfigurations",
        "ListBucketMetricsConfigurations", "PutBucketAnalyticsConfiguration",
        "PutBucketInventoryConfiguration", "PutBucketLogging", "PutBucketMetricsConfiguration",
        "PutBucketNotification", "PutBucketNotificationConfiguration",
        "UpdateBucketMetadataInventoryTableConfiguration",
        "UpdateBucketMetadataJournalTableConfiguration",
      ]
    ),
    (
      "this part of S3",
      [
        "GetBucketAccelerateConfiguration", "GetBucketRequestPayment", "GetObjectTorrent",
        "PutBucketAccelerateConfiguration", "PutBucketRequestPayment", "SelectObjectContent",
        "WriteGetObjectResponse",
      ]
    ),
  ]

  /// The names of all of them.
  package static let names = groups.flatMap(\.names)

  /// The refusal of one of them, in a plain word.
  package static func refusal(_ name: String) -> S3Failure {
    let word = groups.first { $0.names.contains(name) }?.word ?? "that"
    return .notSimulated("kmslab does not simulate \(word).")
  }
}
