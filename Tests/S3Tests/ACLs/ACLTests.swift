import Cloud
import Kernel
import TestBench
import Testing

@testable import S3

/// ACLs, which are off: what is told of them, and what is refused.
@Suite struct ACLTests {
  static let owner: Document = .string(AccountID.learner.canonicalID)
  static let grant: Document = [
    "Grantee": ["ID": owner, "Type": "CanonicalUser"], "Permission": "FULL_CONTROL",
  ]
  static let standard: DocumentObject = ["Owner": ["ID": owner], "Grants": [grant]]

  @Test func `the ACL of bucket and object is the owner's full control`() throws {
    var bench = try Bench.withBucket()
    try bench.put("k")
    #expect(try bench.must("GetBucketAcl", ["Bucket": "b-1"]) == Self.standard)
    #expect(try bench.must("GetObjectAcl", Bench.request("k")) == Self.standard)
    #expect(bench.objectRefusal("GetObjectAcl", "none")?.code == "NoSuchKey")
    let told: Document = .object(Self.standard)
    try bench.must("PutBucketAcl", ["Bucket": "b-1", "AccessControlPolicy": told])
    try bench.must("PutObjectAcl", Bench.request("k", ["AccessControlPolicy": told]))
    try bench.must("PutObjectAcl", Bench.request("k", ["ACL": "bucket-owner-full-control"]))
  }

  /// A request, and what S3 answers.
  struct Row: Sendable {
    let name: String
    let request: DocumentObject
    let code: String
    let message: String?
    var details: [String] = []
  }

  static let off = "The bucket does not allow ACLs"
  static let malformed =
    "The XML you provided was not well-formed or did not validate against our published schema"
  static func document(_ grants: [Document], owner: Document? = owner) -> DocumentObject {
    var policy: DocumentObject = ["Grants": .list(grants)]
    policy["Owner"] = owner.map { ["ID": $0] }
    return ["AccessControlPolicy": .object(policy)]
  }

  static let rows = [
    Row(
      name: "nothing", request: [:], code: "MissingSecurityHeader",
      message: "Your request was missing a required header", details: ["x-amz-acl"]),
    Row(
      name: "both kinds", request: ["ACL": "private", "GrantRead": "id=x"] as DocumentObject,
      code: "InvalidRequest",
      message: "Specifying both Canned ACLs and Header Grants is not allowed"),
    Row(
      name: "headers and document", request: document([grant]).with("ACL", "private"),
      code: "UnexpectedContent", message: "This request does not support content"),
    Row(
      name: "unknown", request: ["ACL": "random"], code: "InvalidArgument", message: nil,
      details: ["x-amz-acl", "random"]),
    Row(
      name: "no owner", request: document([grant], owner: nil), code: "MalformedACLError",
      message: malformed),
    Row(
      name: "a permission that there is not",
      request: document([["Grantee": ["ID": owner, "Type": "CanonicalUser"], "Permission": "X"]]),
      code: "MalformedACLError", message: malformed),
    Row(
      name: "nobody", request: document([["Permission": "READ"]]), code: "MalformedACLError",
      message: malformed),
    Row(
      name: "public", request: ["ACL": "public-read"], code: "AccessControlListNotSupported",
      message: off),
    Row(
      name: "private", request: ["ACL": "private"], code: "AccessControlListNotSupported",
      message: off),
    Row(
      name: "a grant", request: ["GrantRead": .string("id=\(AccountID.partner.canonicalID)")],
      code: "AccessControlListNotSupported", message: off),
    Row(
      name: "another's document",
      request: document([
        [
          "Grantee": ["ID": .string(AccountID.partner.canonicalID), "Type": "CanonicalUser"],
          "Permission": "READ",
        ]
      ]), code: "AccessControlListNotSupported", message: off),
  ]

  @Test(arguments: rows, ["PutBucketAcl", "PutObjectAcl"])
  func `an ACL that is none, or that would turn ACLs on, is refused`(
    row: Row, operation: String
  ) throws {
    var bench = try Bench.withBucket()
    try bench.put("k")
    var request = row.request
    request["Bucket"] = "b-1"
    if operation == "PutObjectAcl" { request["Key"] = "k" }
    let refusal = bench.fullRefusal(operation, .object(request))
    #expect(refusal?.code == row.code, "\(row.name)")
    #expect(refusal?.message == row.message, "\(row.name)")
    #expect(refusal?.details.map(\.value) == row.details, "\(row.name)")
  }

  @Test func `objects are the bucket owner's, and that stays so`() throws {
    var bench = try Bench.withBucket()
    let enforced: Document = ["Rules": [["ObjectOwnership": "BucketOwnerEnforced"]]]
    #expect(
      try bench.must("GetBucketOwnershipControls", ["Bucket": "b-1"])
        == ["OwnershipControls": enforced])
    try bench.must(
      "PutBucketOwnershipControls", ["Bucket": "b-1", "OwnershipControls": enforced])
    for (rules, code) in [
      ([["ObjectOwnership": "ObjectWriter"]], "NotImplemented"),
      ([["ObjectOwnership": "Random"]], "MalformedXML"), ([], "MalformedXML"),
      (
        [["ObjectOwnership": "BucketOwnerEnforced"], ["ObjectOwnership": "BucketOwnerEnforced"]],
        "MalformedXML"
      ),
    ] as [([Document], String)] {
      let refusal = bench.refusal(
        "PutBucketOwnershipControls",
        ["Bucket": "b-1", "OwnershipControls": ["Rules": .list(rules)]])
      #expect(refusal?.code == code)
    }
  }

  @Test func `a delete marker has no ACL`() throws {
    var bench = try VersioningTests.bench()
    try bench.put("k")
    try bench.must("DeleteObject", Bench.request("k"))
    #expect(bench.objectRefusal("GetObjectAcl", "k")?.code == "NoSuchKey")
    #expect(
      bench.objectRefusal("PutObjectAcl", "k", ["ACL": "private"])?.code == "MethodNotAllowed")
  }

  /// An ACL of a bucket that is to be made, and the code of the refusal.
  static let ofNewBuckets: [(request: DocumentObject, code: String?)] = [
    (["ACL": "private"], nil), (["ACL": "bucket-owner-full-control"], nil),
    (["ACL": "public-read"], "InvalidBucketAclWithObjectOwnership"),
    (["ACL": "log-delivery-write"], "InvalidBucketAclWithObjectOwnership"),
    (["GrantWrite": "id=x"], "InvalidBucketAclWithObjectOwnership"),
    (["GrantRead": "id=x"], "InvalidBucketAclWithObjectOwnership"),
    (["ACL": "private", "GrantRead": "id=x"], "InvalidRequest"),
    (["ACL": "random"], "InvalidArgument"),
  ]

  @Test(arguments: ofNewBuckets)
  func `a new bucket takes an ACL that lets nobody else in`(
    _ acl: DocumentObject, _ code: String?
  ) {
    var bench = Bench()
    var request: DocumentObject = ["Bucket": "b-2"]
    for entry in acl.entries { request[entry.name] = entry.value }
    #expect(bench.refusal("CreateBucket", .object(request))?.code == code)
    #expect((bench.world.storage.s3.buckets["b-2"] != nil) == (code == nil))
  }

  /// Whose the objects of a bucket that is to be made shall be, and the refusal.
  static let owners: [(text: String, code: String?, message: String?)] =
    [
      ("BucketOwnerEnforced", nil, nil),
      ("Random", "InvalidArgument", "Invalid x-amz-object-ownership header: Random"),
      ("", "InvalidArgument", "Invalid x-amz-object-ownership header: "),
    ]
    + ["BucketOwnerPreferred", "ObjectWriter"].map { name in
      (
        name, "NotImplemented",
        "kmslab keeps ACLs off: \(name) would turn them on. Policies of the bucket say who may."
      )
    }

  @Test(arguments: owners)
  func `a new bucket's objects are its owner's`(
    row: (text: String, code: String?, message: String?)
  ) {
    var bench = Bench()
    let refusal = bench.refusal(
      "CreateBucket", ["Bucket": "b-2", "ObjectOwnership": .string(row.text)])
    #expect(refusal?.code == row.code && refusal?.message == row.message)
    #expect((bench.world.storage.s3.buckets["b-2"] != nil) == (row.code == nil))
  }
}
