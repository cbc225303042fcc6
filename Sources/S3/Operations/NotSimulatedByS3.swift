/// The operations of S3 that AWS has and this program has not, with what it has instead.
package enum NotSimulatedByS3 {
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
      "Intelligent-Tiering; a storage class is only a name here",
      [
        "DeleteBucketIntelligentTieringConfiguration",
        "GetBucketIntelligentTieringConfiguration",
        "ListBucketIntelligentTieringConfigurations",
        "PutBucketIntelligentTieringConfiguration",
      ]
    ),
    (
      "the old form of lifecycles; put-bucket-lifecycle-configuration is the new one",
      ["GetBucketLifecycle", "PutBucketLifecycle"]
    ),
    (
      "restoring; what is archived can be listed and deleted",
      ["RestoreObject"]
    ),
    (
      "replication, which copies behind the caller's back; aws s3 sync copies under any key",
      ["DeleteBucketReplication", "PutBucketReplication"]
    ),
    (
      "websites and cross-origin access, since nobody here calls from a browser",
      ["DeleteBucketCors", "DeleteBucketWebsite", "PutBucketCors", "PutBucketWebsite"]
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
        "GetBucketInventoryConfiguration", "GetBucketMetadataConfiguration",
        "GetBucketMetadataTableConfiguration", "GetBucketMetricsConfiguration",
        "GetBucketNotification",
        "ListBucketAnalyticsConfigurations", "ListBucketInventoryConfigurations",
        "ListBucketMetricsConfigurations", "PutBucketAnalyticsConfiguration",
        "PutBucketInventoryConfiguration", "PutBucketLogging", "PutBucketMetricsConfiguration",
        "PutBucketNotification", "PutBucketNotificationConfiguration",
        "UpdateBucketMetadataInventoryTableConfiguration",
        "UpdateBucketMetadataJournalTableConfiguration",
      ]
    ),
    (
      "transfer acceleration and requester pays, since no bytes travel and nobody pays",
      ["PutBucketAccelerateConfiguration", "PutBucketRequestPayment"]
    ),
    (
      "torrents, S3 Select and Object Lambda; get-object reads an object",
      ["GetObjectTorrent", "SelectObjectContent", "WriteGetObjectResponse"]
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
