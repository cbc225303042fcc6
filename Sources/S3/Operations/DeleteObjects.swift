package import IAM
package import Kernel

/// Deletes up to 1,000 objects; each may be refused by itself.
package enum DeleteObjects: S3Operation {
  package struct Request: Sendable {
    let bucket: BucketName
    let delete: Delete
    let owner: ExpectedOwner?
    let checksumAlgorithm: OpenEnumeration<ChecksumAlgorithm>?
    let refused: RefusedMembers
  }
  package struct Response: Sendable {
    let deleted: [Deleted]?
    let errors: [Failed]?
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
    let versionID: String?
    let refused: RefusedMembers

    package static let shape = Shape(
      Entry.init(key:versionID:refused:), ObjectKey.member(\.key),
      Member("VersionId", \.versionID, help: "Versions are not simulated: only null."),
      Member(
        refused: \.refused, ["ETag"], numbers: ["Size"], times: ["LastModifiedTime"]))
  }
  /// DeletedObject.
  package struct Deleted: ReplyStructure {
    let key: ObjectKey
    let versionID: String?
    package static let fields = Fields<Deleted>(
      .init("Key", \.key), .init("VersionId", \.versionID))
  }
  /// Error.
  package struct Failed: ReplyStructure {
    let key: ObjectKey
    let error: WireError
    package static let fields = Fields<Failed>(
      .init("Key", \.key), .init("Code", \.error.code), .init("Message", \.error.message))
  }

  package static let name = "DeleteObjects"
  package static let summary = "Deletes up to 1,000 objects; each may be refused by itself."
  package static let request = Shape(
    Request.init(bucket:delete:owner:checksumAlgorithm:refused:), BucketName.member(\.bucket),
    Member("Delete", \.delete, help: "The objects: Objects=[{Key=a},{Key=b}],Quiet=false."),
    ExpectedOwner.member(\.owner),
    Member("ChecksumAlgorithm", \.checksumAlgorithm, help: "The checksum of the request."),
    Member(
      refused: \.refused, ["MFA", "RequestPayer"], switches: ["BypassGovernanceRetention"]))
  package static let response = Fields<Response>(
    .init("Deleted", \.deleted), .init("Errors", \.errors))
  package static let effect = Effect.write
  package static let permissions = ["s3:DeleteObject"]
  package static let errors = ["NoSuchBucket", "MalformedXML"]

  package static func check(_ request: Request) throws(S3Failure) {
    try request.refused.check()
    guard (1...1000).contains(request.delete.objects.count) else { throw .malformedXML }
    for entry in request.delete.objects {
      try entry.versionID.checkVersion()
      try entry.refused.check()
    }
  }

  /// None for the call as a whole: each object is permitted or refused by itself.
  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] { [] }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> Response {
    try request.owner.check(try storage.s3.bucket(request.bucket))
    var deleted: [Deleted] = []
    var errors: [Failed] = []
    for entry in request.delete.objects {
      let demand = try storage.s3.demand(
        "s3:DeleteObject", on: entry.key, in: request.bucket)
      if let denial = environment.denial(among: [demand], as: call) {
        errors.append(
          Failed(key: entry.key, error: WireError(S3Failure.denialCode, denial.message)))
      } else {
        storage.s3.remove(entry.key, from: request.bucket)
        deleted.append(Deleted(key: entry.key, versionID: entry.versionID))
      }
    }
    let isQuiet = request.delete.isQuiet == true
    return Response(
      deleted: isQuiet || deleted.isEmpty ? nil : deleted, errors: errors.isEmpty ? nil : errors)
  }
}
