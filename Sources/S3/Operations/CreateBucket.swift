package import Access
package import Kernel

/// Makes a bucket; its name must be free in all the world.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html
package enum CreateBucket: S3Operation {
  package struct Request: Sendable {
    let bucket: BucketName
    let configuration: Configuration?
    let locksObjects: Bool?
    let access: BucketAccess
    let ownership: OpenEnumeration<ObjectOwnership>?
    let unsimulated: UnsimulatedMembers
  }
  package struct Response: Sendable {
    let location: String
    let arn: ARN
  }
  /// CreateBucketConfiguration.
  package struct Configuration: StructureValue {
    let location: String?
    let tags: [ObjectTag]?

    package static let shape = Shape(
      Configuration.init(location:tags:),
      Member("LocationConstraint", \.location, help: "The Region; us-east-1 is left out."),
      Member("Tags", \.tags, help: "The bucket's tags: [{Key=team,Value=photos}]."))
  }

  package static let name = "CreateBucket"
  package static let summary = "Makes a bucket; its name must be free in all the world."
  package static let request = Shape(
    Request.init(bucket:configuration:locksObjects:access:ownership:unsimulated:),
    BucketName.member(\.bucket),
    Member("CreateBucketConfiguration", \.configuration, help: "Where the bucket shall be."),
    Member(
      "ObjectLockEnabledForBucket", \.locksObjects,
      help: "Turns on versions and Object Lock, which cannot be turned off again."),
    Member(\.access, group: BucketAccess.shape),
    Member("ObjectOwnership", \.ownership, help: "BucketOwnerEnforced: ACLs are off."),
    Member(\.unsimulated, .refused("BucketNamespace")))
  package static let response = Fields<Response>(
    .init("Location", \.location), .init("BucketArn", \.arn))
  package static let effect = Effect.write
  package static let permissions = [
    "s3:CreateBucket", "s3:TagResource", "s3:PutBucketObjectLockConfiguration",
    "s3:PutBucketVersioning", "s3:PutBucketAcl",
  ]
  package static let errors = [
    "BucketAlreadyExists", "BucketAlreadyOwnedByYou", "InvalidBucketName",
    "IllegalLocationConstraintException", "InvalidLocationConstraint", "InvalidTag",
    "InvalidBucketAclWithObjectOwnership", "InvalidArgument",
  ]

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    var values = request.access.conditionValues
    values.add(.s3LocationConstraint, request.configuration?.location)
    values.add(.s3ObjectOwnership, request.ownership?.text)
    let bucket = Demand.ofS3("s3:CreateBucket", request.bucket.arn, as: call, values)
    let isTagged = request.configuration?.tags?.isEmpty == false
    let more =
      (isTagged ? ["s3:TagResource"] : [])
      + (request.locksObjects == true
        ? ["s3:PutBucketObjectLockConfiguration", "s3:PutBucketVersioning"] : [])
      + (request.access.isOwners ? [] : ["s3:PutBucketAcl"])
    let demands = [bucket] + more.map { .ofS3($0, request.bucket.arn, as: call) }
    return request.configuration == nil ? demands : demands.map(\.withXML)
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> Response {
    try request.unsimulated.check()
    try ObjectOwnership.check(header: request.ownership)
    try request.bucket.check()
    try request.access.checkForNewBucket()
    let name = request.bucket
    let region = try location(request.configuration?.location, call.region)
    let tags = try ObjectTag.checked(request.configuration?.tags ?? [], of: .newBucket)
    let response = Response(
      location: region == .usEast1 ? "/\(name.text)" : "http://\(name.text).s3.amazonaws.com/",
      arn: name.arn)
    guard !name.belongsToStranger else { throw .bucketAlreadyExists(name) }
    if let present = storage.s3.buckets[name] {
      guard present.owner == call.account else { throw .bucketAlreadyExists(name) }
      // The oldest Region answers as it did before there were others.
      guard region == .usEast1, present.region == .usEast1, tags.isEmpty else {
        throw .bucketAlreadyOwnedByYou(name)
      }
      return response
    }
    var bucket = Bucket(
      name: name, owner: call.account, region: region, creationDate: environment.now)
    bucket.tags = tags
    if request.locksObjects == true {
      bucket.objectLock = ObjectLock(standard: nil)
      bucket.versioning = .enabled
      storage.s3.makeIDKey(&environment)
    }
    storage.s3.add(bucket)
    return response
  }

  /// The Region of the new bucket: the one that is called, which the request has to name; the
  /// endpoint of us-east-1 has no name for itself, and makes buckets anywhere.
  private static func location(_ text: String?, _ region: Region) throws(S3Failure) -> Region {
    guard let text else {
      guard region == .usEast1 else { throw .illegalLocation("unspecified") }
      return region
    }
    guard let named = text == "EU" ? Region.euWest1 : Region(text), named != .usEast1 else {
      throw .invalidLocation(text)
    }
    guard named == region || region == .usEast1 else { throw .illegalLocation(text) }
    return named
  }
}
