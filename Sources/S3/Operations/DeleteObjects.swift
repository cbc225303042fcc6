package import Access
package import Kernel

/// Deletes up to 1,000 objects; each may be refused by itself.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
package enum DeleteObjects: S3Operation {
  package struct Request: Sendable {
    let bucket: BucketName
    let delete: Delete
    let bypass: Bool?
    let owner: ExpectedOwner?
    let checksumAlgorithm: OpenEnumeration<ChecksumAlgorithm>?
    let unsimulated: UnsimulatedMembers
  }
  package struct Response: Sendable {
    let bucket: BucketName
    let deleted: [Deleted]
    let errors: [Failed]
    let isQuiet: Bool
  }
  /// Delete.
  package struct Delete: StructureValue {
    let objects: [Entry]
    let isQuiet: Bool?

    package static let shape = Shape(
      Delete.init(objects:isQuiet:), Member("Objects", \.objects, help: "The objects, by key."),
      Member("Quiet", \.isQuiet, help: "Tells only what was refused."))
  }
  /// ObjectIdentifier.
  package struct Entry: StructureValue {
    let key: ObjectKey
    let versionID: ObjectVersionID?
    let eTag: String?
    let unsimulated: UnsimulatedMembers

    package static let shape = Shape(
      Entry.init(key:versionID:eTag:unsimulated:), ObjectKey.member(\.key),
      ObjectVersionID.member(\.versionID),
      Member("ETag", \.eTag, help: "Only an object of this ETag."),
      Member(
        \.unsimulated, .refused("Size", Int.self), .refused("LastModifiedTime", Timestamp.self)))
  }
  /// DeletedObject.
  package struct Deleted: ReplyStructure {
    let key: ObjectKey
    let versionID: ObjectVersionID?
    let deletion: Deletion
    package static let fields = Fields<Deleted>(
      .init("Key", \.key), .init("VersionId", \.versionID),
      .init("DeleteMarker", \.deletion.marker),
      .init("DeleteMarkerVersionId", \.markerID))
    private var markerID: ObjectVersionID? { deletion.isOfMarker ? deletion.versionID : nil }
  }
  /// Error.
  package struct Failed: ReplyStructure {
    let key: ObjectKey
    let versionID: ObjectVersionID?
    let error: WireError
    package static let fields = Fields<Failed>(
      .init("Key", \.key), .init("VersionId", \.versionID), .init("Code", \.error.code),
      .init("Message", \.error.message))
  }

  package static let name = "DeleteObjects"
  package static let summary = "Deletes up to 1,000 objects; each may be refused by itself."
  package static let request = Shape(
    Request.init(bucket:delete:bypass:owner:checksumAlgorithm:unsimulated:),
    BucketName.member(\.bucket),
    Member("Delete", \.delete, help: "The objects: Objects=[{Key=a},{Key=b}],Quiet=false."),
    Bypass.member(\.bypass),
    ExpectedOwner.member(\.owner),
    Member("ChecksumAlgorithm", \.checksumAlgorithm, help: "The checksum of the request."),
    Member(\.unsimulated, .refused("MFA"), .idle("RequestPayer")))
  package static let response = Fields<Response>(
    .init("Deleted", \.toldDeleted), .init("Errors", \.toldErrors))
  package static let effect = Effect.write
  package static let permissions = [
    "s3:DeleteObject", "s3:DeleteObjectVersion", "s3:BypassGovernanceRetention",
  ]
  package static let errors = ["NoSuchBucket", "MalformedXML", "InvalidArgument"]

  package static func check(_ request: Request) throws(S3Failure) {
    try request.unsimulated.check(checksum: request.checksumAlgorithm)
    guard (1...1000).contains(request.delete.objects.count) else { throw .malformedXML }
    for entry in request.delete.objects {
      try entry.unsimulated.check()
    }
  }

  /// None for the call as a whole: each object is permitted or refused by itself.
  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] { [] }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> Response {
    let bucket = try storage.s3.bucket(request.bucket)
    try request.owner.check(bucket)
    try bucket.checkBypass(request.bypass)
    var deleted: [Deleted] = []
    var errors: [Failed] = []
    for entry in request.delete.objects {
      switch try delete(
        entry, in: request.bucket, bypass: request.bypass, &storage, environment, as: call)
      {
      case .success(let entry): deleted.append(entry)
      case .failure(let error):
        errors.append(Failed(key: entry.key, versionID: entry.versionID, error: error))
      }
    }
    return Response(
      bucket: request.bucket, deleted: deleted, errors: errors,
      isQuiet: request.delete.isQuiet == true)
  }

  /// What was deleted, each object once, and the bucket, whatever was refused.
  package static func resources(
    _ demands: [Demand], _ response: Response, in storage: Storage
  ) -> [ARN] {
    response.deleted.reduce(into: OrderedMap<ObjectKey, ARN>()) { objects, entry in
      objects[entry.key] = response.bucket.arn(of: entry.key)
    }.values + [response.bucket.arn]
  }

  /// Deletes one of them; fails as a whole only where the bucket is missing.
  private static func delete(
    _ entry: Entry, in bucket: BucketName, bypass: Bool?, _ storage: inout Storage,
    _ environment: Environment, as call: Call
  ) throws(S3Failure) -> Result<Deleted, WireError> {
    let demand = try storage.s3.demand(
      "s3:DeleteObject".ofVersion(entry.versionID), on: entry.key, entry.versionID, in: bucket)
    let toBypass = try storage.s3.demandsToBypassDeletion(
      bypass, of: entry.key, entry.versionID, in: bucket, at: environment.now)
    let demands = ([demand] + toBypass).map(\.withXML)
    if let denial = environment.denial(among: demands, as: call) {
      return .failure(WireError(S3Failure.denialCode, denial.message))
    }
    // Read anew: the entry before may have been of the same key.
    let present = try storage.s3.bucket(bucket)
    do throws(S3Failure) {
      try entry.key.check()
      let deletion = try storage.s3.delete(
        entry.key, entry.versionID, ifMatch: entry.eTag, from: present,
        bypassing: bypass == true, environment)
      return .success(Deleted(key: entry.key, versionID: entry.versionID, deletion: deletion))
    } catch {
      return .failure(error.ofOneAmongOthers(entry.key, entry.versionID).wire)
    }
  }
}

extension S3Failure {
  /// The failure of deleting one object as DeleteObjects tells it: S3 has no word there for an id
  /// that it never issued but that nothing has it.
  package func ofOneAmongOthers(_ key: ObjectKey, _ id: ObjectVersionID?) -> S3Failure {
    guard case .invalidArgument = self, let id else { return self }
    return .noSuchVersion(key, id)
  }
}

extension DeleteObjects.Response {
  fileprivate var toldDeleted: [DeleteObjects.Deleted]? {
    isQuiet || deleted.isEmpty ? nil : deleted
  }
  fileprivate var toldErrors: [DeleteObjects.Failed]? { errors.isEmpty ? nil : errors }
}
