import Cloud
import Kernel
import S3
import TestBench
import Testing

/// The catalogue beside botocore's model of S3.
@Suite struct S3ModelTests {
  let model: ServiceModel

  init() throws { model = try ServiceModel("s3") }

  static let names = Catalogue.operations(of: .s3).map(\.name)

  @Test func `every operation of the model is simulated or named as not simulated`() {
    #expect((S3ModelTests.names + NotSimulatedByS3.names).sorted() == model.names.sorted())
  }

  /// Value sets that S3 has and the catalogue does not hold in full, by member.
  static let narrower = [
    "StorageClass", "ChecksumAlgorithm", "BucketNamespace", "ChecksumMode", "RequestPayer",
    "ACL", "ObjectOwnership", "OptionalObjectAttributes",
  ]

  /// Members that the model calls sensitive and CloudTrail shows: a key's name is no key, and an
  /// encryption context no secret.
  static let shown = ["SSEKMSKeyId", "SSEKMSEncryptionContext"]

  @Test(arguments: names)
  func `a request has the model's members`(name: String) throws {
    let operation = try #require(Catalogue.operation(name))
    let expected = try #require(model[name])
    #expect(operation.members.map(\.name) == expected.inputs.map(\.name))
    #expect(
      operation.members.filter(\.isRequired).map(\.name).sorted() == expected.required.sorted())
    for member in operation.members {
      guard let shape = expected.inputs.first(where: { $0.name == member.name }) else { continue }
      #expect(
        member.isSensitive
          == (shape.isSensitive && !S3ModelTests.shown.contains(member.name)),
        "\(name).\(member.name)")
      switch (member.type, shape.type) {
      case (.enumeration(let values, _), "string"):
        #expect(Set(values).subtracting(shape.values) == [], "\(name).\(member.name)")
        guard !S3ModelTests.narrower.contains(member.name) else { continue }
        #expect(values == shape.values, "\(name).\(member.name)")
      case (.string, "string"):
        #expect(
          shape.values.isEmpty || S3ModelTests.narrower.contains(member.name),
          "\(name).\(member.name)")
      case (.list(.string), "list"): #expect(shape.element?.type == "string")
      case (.structure(let members), "structure") where member.name == "CreateBucketConfiguration":
        // Directory buckets are left out, and S3 itself checks the Region.
        #expect(members.map(\.name) == ["LocationConstraint", "Tags"])
      case (.structure, "structure") where name == "PutBucketEncryption":
        #expect(shape.members.map(\.name) == ["Rules"])
      default: shape.compare(member.type, "\(name).\(member.name)", inOrder: false)
      }
    }
  }

  @Test(arguments: names)
  func `a response has members of the model in the order of botocore's parser`(
    name: String
  ) throws {
    let operation = try #require(Catalogue.operation(name))
    let parsed = try #require(model[name]).parsedOutputs
    // A stream goes into a file; its place is never seen.
    let results = operation.results.filter { !$0.isStream }
    let known = parsed.filter { shape in results.contains { $0.name == shape.name } }
    #expect(results.map(\.name) == known.map(\.name))
    #expect(
      results.map(\.isSensitive)
        == known.map { $0.isSensitive && !S3ModelTests.shown.contains($0.name) })
    #expect(
      operation.results.filter(\.isStream).map(\.name)
        == parsed.filter(\.isStream).map(\.name))
  }

  @Test func `what responses hold inside is of the model, in its order`() throws {
    var bench = Bench()
    let calls: [(String, Document)] = [
      ("CreateBucket", ["Bucket": "b1b"]), ("ListBuckets", ["MaxBuckets": 5]),
      ("GetBucketEncryption", ["Bucket": "b1b"]), ("GetBucketLocation", ["Bucket": "b1b"]),
      ("HeadBucket", ["Bucket": "b1b"]),
      (
        "PutObject",
        [
          "Bucket": "b1b", "Key": "a/b", "Body": .bytes([1]), "Tagging": "a=1",
          "ServerSideEncryption": "aws:kms", "SSEKMSEncryptionContext": "eyJhIjoiYiJ9",
          "BucketKeyEnabled": true, "Metadata": ["a": "b"], "CacheControl": "no-cache",
          "ContentDisposition": "x", "ContentEncoding": "y", "ContentLanguage": "z",
          "Expires": .timestamp(.start2025), "WebsiteRedirectLocation": "/x",
        ]
      ),
      ("CopyObject", ["Bucket": "b1b", "Key": "c", "CopySource": "b1b/a/b"]),
      ("GetObject", ["Bucket": "b1b", "Key": "a/b", "ChecksumMode": "ENABLED"]),
      ("GetObject", ["Bucket": "b1b", "Key": "a/b", "Range": "bytes=0-0"]),
      ("HeadObject", ["Bucket": "b1b", "Key": "a/b", "ChecksumMode": "ENABLED"]),
      ("HeadObject", ["Bucket": "b1b", "Key": "a/b", "Range": "bytes=0-0"]),
      ("GetObjectTagging", ["Bucket": "b1b", "Key": "a/b"]),
      ("ListObjects", ["Bucket": "b1b", "Delimiter": "/", "MaxKeys": 1]),
      (
        "ListObjectsV2",
        [
          "Bucket": "b1b", "Delimiter": "/", "MaxKeys": 1, "FetchOwner": true,
          "EncodingType": "url", "StartAfter": "0",
        ]
      ),
      ("ListObjectsV2", ["Bucket": "b1b", "FetchOwner": true]),
      ("DeleteObjects", ["Bucket": "b1b", "Delete": ["Objects": [["Key": "a/b"]]]]),
      ("DeleteObject", ["Bucket": "b1b", "Key": "c"]),
      (
        "PutBucketVersioning",
        ["Bucket": "b1b", "VersioningConfiguration": ["Status": "Enabled"]]
      ),
      ("GetBucketVersioning", ["Bucket": "b1b"]), ("PutObject", ["Bucket": "b1b", "Key": "v"]),
      ("CopyObject", ["Bucket": "b1b", "Key": "w", "CopySource": "b1b/v"]),
      ("DeleteObject", ["Bucket": "b1b", "Key": "v"]),
      ("DeleteObjects", ["Bucket": "b1b", "Delete": ["Objects": [["Key": "v"]]]]),
      ("ListObjectVersions", ["Bucket": "b1b", "MaxKeys": 2, "EncodingType": "url"]),
      ("ListObjectVersions", ["Bucket": "b1b", "Delimiter": "v"]),
      (
        "GetObjectAttributes",
        ["Bucket": "b1b", "Key": "w", "ObjectAttributes": ["ETag", "Checksum", "ObjectSize"]]
      ),
      (
        "PutBucketTagging", ["Bucket": "b1b", "Tagging": ["TagSet": [["Key": "a", "Value": "b"]]]]
      ),
      ("GetBucketTagging", ["Bucket": "b1b"]), ("DeleteBucketTagging", ["Bucket": "b1b"]),
      (
        "CreateMultipartUpload",
        ["Bucket": "b1b", "Key": "m", "ChecksumAlgorithm": "CRC32"]
      ),
      ("ListMultipartUploads", ["Bucket": "b1b", "Delimiter": "/", "MaxUploads": 1]),
      (
        "UploadPart",
        ["Bucket": "b1b", "Key": "m", "UploadId": "<upload>", "PartNumber": 1, "Body": .bytes([1])]
      ),
      (
        "UploadPartCopy",
        [
          "Bucket": "b1b", "Key": "m", "UploadId": "<upload>", "PartNumber": 1,
          "CopySource": "b1b/w",
        ]
      ),
      ("ListParts", ["Bucket": "b1b", "Key": "m", "UploadId": "<upload>"]),
      (
        "CompleteMultipartUpload",
        [
          "Bucket": "b1b", "Key": "m", "UploadId": "<upload>",
          "MultipartUpload": [
            "Parts": [["PartNumber": 1, "ETag": "<eTag>", "ChecksumCRC32": "<c>"]]
          ],
        ]
      ),
      (
        "PutObjectLockConfiguration",
        [
          "Bucket": "b1b",
          "ObjectLockConfiguration": [
            "ObjectLockEnabled": "Enabled",
            "Rule": ["DefaultRetention": ["Mode": "GOVERNANCE", "Days": 3]],
          ],
        ]
      ),
      ("GetObjectLockConfiguration", ["Bucket": "b1b"]),
      (
        "PutObject",
        [
          "Bucket": "b1b", "Key": "l", "ObjectLockMode": "GOVERNANCE",
          "ObjectLockRetainUntilDate": .timestamp(.start2025.adding(days: 9)),
          "ObjectLockLegalHoldStatus": "ON",
        ]
      ), ("HeadObject", ["Bucket": "b1b", "Key": "l"]),
      ("GetObject", ["Bucket": "b1b", "Key": "l"]),
      ("GetObjectRetention", ["Bucket": "b1b", "Key": "l"]),
      ("GetObjectLegalHold", ["Bucket": "b1b", "Key": "l"]),
      ("GetObject", ["Bucket": "b1b", "Key": "m", "PartNumber": 1, "ChecksumMode": "ENABLED"]),
      (
        "GetObjectAttributes",
        ["Bucket": "b1b", "Key": "m", "ObjectAttributes": ["Checksum", "ObjectParts"]]
      ),
    ]
    var told: [String: Document] = [:]
    for (name, template) in calls {
      let response = try bench.must(name, template.filled(told))
      told["<upload>"] = response["UploadId"] ?? told["<upload>"]
      told["<eTag>"] = response["CopyPartResult"]?["ETag"] ?? told["<eTag>"]
      told["<c>"] = response["CopyPartResult"]?["ChecksumCRC32"] ?? told["<c>"]
      let outputs = try #require(model[name]).parsedOutputs
      for entry in response.entries {
        let shape = try #require(outputs.first { $0.name == entry.name }, "\(name) \(entry.name)")
        #expect(shape.faults(of: entry.value, "\(name).\(entry.name)") == [])
      }
    }
  }
}

extension Document {
  /// The same with what earlier answers told in the place of their names.
  fileprivate func filled(_ told: [String: Document]) -> Document {
    switch self {
    case .string(let text): told[text] ?? self
    case .list(let elements): .list(elements.map { $0.filled(told) })
    case .object(let object):
      .object(DocumentObject(object.entries.map { ($0.name, $0.value.filled(told)) }))
    default: self
    }
  }
}
