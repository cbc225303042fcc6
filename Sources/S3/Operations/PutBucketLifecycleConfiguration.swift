package import Access
package import Kernel

/// Sets the rules by which S3 deletes what is in a bucket; they act on what is there already too.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html
package enum PutBucketLifecycleConfiguration: S3Operation {
  package struct Request: Sendable {
    let bucket: BucketName
    let checksumAlgorithm: OpenEnumeration<ChecksumAlgorithm>?
    let configuration: Configuration?
    let owner: ExpectedOwner?
    let transitionSize: OpenEnumeration<TransitionSize>?
  }
  package struct Response: Sendable { let transitionSize: String }
  /// BucketLifecycleConfiguration.
  package struct Configuration: StructureValue {
    let rules: [LifecycleRule]
    package static let shape = Shape(
      Configuration.init(rules:), Member("Rules", \.rules, help: "1 to 1,000 rules."))
  }
  /// From which size on objects would change their storage class.
  package enum TransitionSize: String, EnumerationValue {
    case varies = "varies_by_storage_class"
    case all128K = "all_storage_classes_128K"
  }

  package static let name = "PutBucketLifecycleConfiguration"
  package static let summary =
    "Sets the rules by which S3 deletes what is in a bucket, once a day at midnight UTC."
  package static let request = Shape(
    Request.init(bucket:checksumAlgorithm:configuration:owner:transitionSize:),
    BucketName.member(\.bucket),
    Member("ChecksumAlgorithm", \.checksumAlgorithm, help: "The checksum of the request."),
    Member(
      "LifecycleConfiguration", \.configuration,
      help: "Rules=[{Status=Enabled,Filter={Prefix=logs/},Expiration={Days=30}}]."),
    ExpectedOwner.member(\.owner),
    Member(
      "TransitionDefaultMinimumObjectSize", \.transitionSize,
      help: "Of transitions, which are not simulated."))
  package static let response = Fields<Response>(
    .init("TransitionDefaultMinimumObjectSize", \.transitionSize))
  package static let effect = Effect.write
  package static let permissions = ["s3:PutLifecycleConfiguration"]
  package static let errors = ["NoSuchBucket", "MalformedXML", "InvalidArgument", "InvalidRequest"]

  package static func check(_ request: Request) throws(S3Failure) {
    if let algorithm = request.checksumAlgorithm?.text {
      try ChecksumAlgorithm.checkComputed(algorithm)
    }
  }

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    [try storage.s3.demand("s3:PutLifecycleConfiguration", on: request.bucket)]
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> Response {
    let bucket = try storage.s3.bucket(request.bucket)
    try request.owner.check(bucket)
    if let size = request.transitionSize, size.known == nil {
      throw .invalidRequest("Invalid TransitionDefaultMinimumObjectSize found: \(size.text)")
    }
    guard let rules = request.configuration?.rules else { throw .malformedXML }
    try LifecycleRule.check(rules)
    let named = rules.map { rule in
      rule.id?.isEmpty == false
        ? rule : rule.named(environment.random.uuid(from: .objectKey).description)
    }
    let size = request.transitionSize?.text ?? Lifecycle.standardTransitionSize
    storage.s3.setLifecycle(
      Lifecycle(rules: named, minimumTransitionSize: size), of: request.bucket, &environment)
    return Response(transitionSize: size)
  }
}
