import Kernel

/// The way to an operation of S3: by the method, by what is named, and by the words behind the
/// question mark.
struct S3Route: Sendable, Equatable {
  /// The operation's name.
  let operation: String
  /// `GET`.
  let method: String
  /// What the path names.
  let level: Level
  /// The words that the query has, or the header `x-amz-copy-source`; `list-type=2` has a value.
  let keys: [String]

  /// What a path names.
  enum Level: Sendable, Equatable {
    /// Nothing: S3 itself.
    case service
    /// A bucket.
    case bucket
    /// An object.
    case object
  }

  init(_ operation: String, _ method: String, _ level: Level, _ keys: String...) {
    self.operation = operation
    self.method = method
    self.level = level
    self.keys = keys
  }

  /// The operation that a request is for: of the ways with its method and level the one that names
  /// most of what it has; what no way knows is passed over, as S3 does.
  ///
  /// - Throws: MethodNotAllowed, where no way has the method.
  static func operation(
    _ method: String, _ level: Level, query: [HTTPField], hasCopySource: Bool
  ) throws(HTTPFailure) -> String {
    let isPresent = { (key: String) in
      if key == "x-amz-copy-source" { return hasCopySource }
      let halves = key.split(separator: "=", maxSplits: 1)
      return query.contains {
        $0.name == halves[0] && (halves.count == 1 || $0.value == halves[1])
      }
    }
    var best: S3Route?
    for route in all where route.method == method && route.level == level {
      guard route.keys.count > best?.keys.count ?? -1, route.keys.allSatisfy(isPresent) else {
        continue
      }
      best = route
    }
    if let best { return best.operation }
    var failure = HTTPFailure(
      405, "MethodNotAllowed", "The specified method is not allowed against this resource.",
      [("Method", method), ("ResourceType", level.resourceType)])
    failure.headers = [HTTPField("Allow", methods(on: level).joined(separator: ", "))]
    throw failure
  }

  /// The methods that need no further word, in S3's order.
  private static func methods(on level: Level) -> [String] {
    let plain = all.filter { $0.level == level && $0.keys.isEmpty }.map(\.method)
    return ["HEAD", "DELETE", "GET", "PUT"].filter { plain.contains($0) }
  }

  /// The root of an answer's document whose members are its elements; `nil` for an answer that has
  /// no such document.
  static func root(of operation: String) -> String? { roots[operation] }

  private static let roots = [
    "CompleteMultipartUpload": "CompleteMultipartUploadResult",
    "CreateMultipartUpload": "InitiateMultipartUploadResult",
    "DeleteObjects": "DeleteResult",
    "GetBucketAccelerateConfiguration": "AccelerateConfiguration",
    "GetBucketAcl": "AccessControlPolicy",
    "GetBucketLifecycleConfiguration": "LifecycleConfiguration",
    "GetBucketLogging": "BucketLoggingStatus",
    "GetBucketNotificationConfiguration": "NotificationConfiguration",
    "GetBucketRequestPayment": "RequestPaymentConfiguration",
    "GetBucketTagging": "Tagging",
    "GetBucketVersioning": "VersioningConfiguration",
    "GetObjectAcl": "AccessControlPolicy",
    "GetObjectAttributes": "GetObjectAttributesResponse",
    "GetObjectTagging": "Tagging",
    "ListBuckets": "ListAllMyBucketsResult",
    "ListMultipartUploads": "ListMultipartUploadsResult",
    "ListObjectVersions": "ListVersionsResult",
    "ListObjects": "ListBucketResult",
    "ListObjectsV2": "ListBucketResult",
    "ListParts": "ListPartsResult",
  ]
}

extension S3Route.Level {
  /// The level as errors name it.
  var resourceType: String {
    switch self {
    case .service: "SERVICE"
    case .bucket: "BUCKET"
    case .object: "OBJECT"
    }
  }
}
