import Access
import Cloud
import Kernel

/// Requests of S3: few buckets and objects, so that steps meet.
extension StepSource {
  /// How often a request of S3 has a member that it need not have, in per cent.
  static func chanceInS3(_ name: String) -> Int {
    switch name {
    case "Body", "MultipartUpload", "LifecycleConfiguration", "Retention", "LegalHold",
      "ObjectLockConfiguration":
      95
    case "ServerSideEncryption": 60
    case "SSEKMSKeyId", "BucketKeyEnabled", "ServerSideEncryptionConfiguration": 35
    case "PartNumberMarker", "MaxParts", "MaxUploads", "CopySourceRange", "ChecksumType": 20
    case "Prefix", "Delimiter", "MaxKeys", "StartAfter", "Marker", "ChecksumMode", "Tagging": 20
    case "Range", "MetadataDirective", "TaggingDirective", "Metadata": 10
    case "BypassGovernanceRetention": 15
    case "IfMatch", "IfNoneMatch", "SSEKMSEncryptionContext", "ChecksumAlgorithm", "EncodingType",
      "ExpectedBucketOwner", "ContinuationToken":
      4
    default: 1
    }
  }

  /// The value of a member; `nil` for one without a rule of its own.
  mutating func s3Value(_ member: MemberDescription) -> Document? {
    switch member.name {
    case "Bucket": return .string(bucket())
    case "Key": return .string(object())
    case "UploadId": return .string("<upload\(dice.below(9))>")
    case "PartNumber": return .integer(dice.happens(70) ? 1 : dice.below(3))
    case "MultipartUpload": return "<parts>"
    case "LifecycleConfiguration": return rules()
    case "PartNumberMarker", "MaxParts", "MaxUploads": return .integer(dice.below(3))
    case "CopySourceRange": return dice.pick(["bytes=0-0", "bytes=1-3", "bytes=9-2"])
    case "CopySource":
      return .string(dice.happens(80) ? "<object\(dice.below(9))>" : "\(bucket())/\(object())")
    case "Body":
      let (byte, count) = (UInt8(dice.below(256)), dice.below(40))
      return .bytes((0..<count).map { byte &+ UInt8($0) })
    case "ServerSideEncryption": return .string(algorithm())
    case "SSEKMSKeyId": return keyName()
    case "SSEKMSEncryptionContext": return "eyJhIjoiYiJ9"
    case "ServerSideEncryptionConfiguration": return configuration()
    case "VersioningConfiguration":
      return ["Status": dice.happens(70) ? "Enabled" : "Suspended"]
    case "Policy": return .string(bucketPolicy())
    case "OwnershipControls":
      return [
        "Rules": [["ObjectOwnership": dice.happens(80) ? "BucketOwnerEnforced" : "ObjectWriter"]]
      ]
    case "ACL": return dice.happens(80) ? "bucket-owner-full-control" : "public-read"
    case "AccountId": return .string(dice.happens(80) ? "111122223333" : "444455556666")
    case "PublicAccessBlockConfiguration":
      return [
        "BlockPublicPolicy": .bool(dice.happens(40)),
        "RestrictPublicBuckets": .bool(dice.happens(40)),
      ]
    case "ObjectEncryption":
      return [
        "SSEKMS": [
          "KMSKeyArn": .string("<arn\(dice.below(6))>"),
          "BucketKeyEnabled": .bool(dice.happens(30)),
        ]
      ]
    case "ObjectAttributes":
      return [dice.pick(["ETag", "Checksum", "ObjectSize"]) ?? "ETag", "StorageClass"]
    case "Tagging":
      if case .structure = member.type { return ["TagSet": [["Key": "a", "Value": "1"]]] }
      return dice.pick(["a=1", "a=1&b=2"])
    case "TaggingDirective", "MetadataDirective": return dice.pick(["COPY", "REPLACE"])
    case "Delete": return ["Objects": [["Key": .string(object())], ["Key": .string(object())]]]
    case "Range": return dice.pick(["bytes=0-3", "bytes=-2", "bytes=9-", "x"])
    case "Delimiter": return dice.pick(["/", "o"])
    case "Prefix": return dice.pick(["", "o", "o/"])
    case "StartAfter", "Marker": return .string(object())
    case "MaxKeys": return .integer(dice.below(4))
    case "IfNoneMatch": return "*"
    case "ChecksumMode": return "ENABLED"
    case "EncodingType": return "url"
    case "ExpectedBucketOwner", "ExpectedSourceBucketOwner":
      return dice.pick(["111122223333", "444455556666"])
    default: return lockValue(member)
    }
  }

  /// Makes requests that can succeed of members that were drawn one by one.
  mutating func finish(_ name: String, _ request: inout DocumentObject, _ region: inout Region) {
    if name == "CreateBucket" {
      let bucket = bucket()
      region = bucket == "sim-2" ? .euWest1 : .usEast1
      request = ["Bucket": .string(bucket)]
      if region == .euWest1 {
        request["CreateBucketConfiguration"] = ["LocationConstraint": "eu-west-1"]
      }
    }
    lock(name, &request)
    if let policy = request["Policy"]?.text, let bucket = request["Bucket"]?.text {
      request["Policy"] = .string(policy.replacing("<bucket>", with: bucket))
    }
    if request["SSEKMSKeyId"] != nil, request["ServerSideEncryption"] == nil, dice.happens(90) {
      request["ServerSideEncryption"] = "aws:kms"
    }
    if ["PutBucketAcl", "PutObjectAcl"].contains(name), dice.happens(80) {
      for member in ["AccessControlPolicy", "GrantRead", "GrantWrite"] { request[member] = nil }
      request["ACL"] = "bucket-owner-full-control"
    }
    bringKey(name, &request)
  }

  /// Now and then a caller brings a key of its own.
  private mutating func bringKey(_ name: String, _ request: inout DocumentObject) {
    let writers = ["PutObject", "CopyObject", "CreateMultipartUpload"]
    let readers = ["GetObject", "HeadObject", "GetObjectAttributes", "UploadPart", "ListParts"]
    if (writers + readers).contains(name), dice.happens(12) {
      for member in ["ServerSideEncryption", "SSEKMSKeyId", "SSEKMSEncryptionContext"]
      where dice.happens(95) { request[member] = nil }
      add(Simulation.customerKey(dice.below(2)), to: &request)
    }
    if ["CopyObject", "UploadPartCopy"].contains(name), dice.happens(12) {
      let key = Simulation.customerKey(dice.below(2)).entries
      add(DocumentObject(key.map { ("CopySource" + $0.name, $0.value) }), to: &request)
    }
  }

  private func add(_ members: DocumentObject, to request: inout DocumentObject) {
    for entry in members.entries { request[entry.name] = entry.value }
  }

  /// A lifecycle of one rule.
  private mutating func rules() -> Document {
    let filters: [Document] = [[:], ["Prefix": "o/"], ["ObjectSizeGreaterThan": 8]]
    let date = Timestamp(secondsSinceEpoch: 1_764_547_200)
    let ends: [Document] = [
      ["Days": 30], ["Days": 1], ["ExpiredObjectDeleteMarker": true], ["Date": .timestamp(date)],
    ]
    var rule: DocumentObject = ["ID": "r", "Status": dice.happens(90) ? "Enabled" : "Disabled"]
    rule["Filter"] = dice.pick(filters)
    rule["Expiration"] = dice.pick(ends)
    rule["NoncurrentVersionExpiration"] = ["NoncurrentDays": 20]
    rule["AbortIncompleteMultipartUpload"] = ["DaysAfterInitiation": 7]
    if rule["Filter"]?["ObjectSizeGreaterThan"] != nil {
      rule["Transitions"] = [["Days": 0, "StorageClass": "INTELLIGENT_TIERING"]]
      rule["NoncurrentVersionTransitions"] = [["NoncurrentDays": 5, "StorageClass": "GLACIER_IR"]]
    }
    return ["Rules": [.object(rule)]]
  }

  private mutating func bucket() -> String { "sim-\(dice.below(3))" }

  /// A policy of a bucket that is named when the request is finished: it permits bob what he may
  /// anyway, and now and then lets everybody read.
  private mutating func bucketPolicy() -> String {
    let bob = #""AWS": "arn:aws:iam::111122223333:user/bob""#
    let principal = dice.happens(70) ? "{\(bob)}" : #""*""#
    return #"{"Statement": [{"Effect": "Allow", "Principal": \#(principal), "Action": "#
      + #""s3:GetObject", "Resource": "arn:aws:s3:::<bucket>/*"}]}"#
  }

  private mutating func object() -> String { dice.pick(["o", "o/1", "o/2", "p"]) ?? "o" }

  private mutating func algorithm() -> String {
    dice.pick(["AES256", "aws:kms", "aws:kms", "aws:kms", "aws:kms:dsse"]) ?? "AES256"
  }

  private mutating func keyName() -> Document {
    let form = dice.pick(["key", "key", "arn", "alias/"]) ?? "key"
    return .string("<\(form)\(dice.below(6))>")
  }

  private mutating func configuration() -> Document {
    var byDefault: DocumentObject = ["SSEAlgorithm": .string(algorithm())]
    if byDefault["SSEAlgorithm"] != "AES256", dice.happens(70) {
      byDefault["KMSMasterKeyID"] = keyName()
    }
    var rule: DocumentObject = [
      "ApplyServerSideEncryptionByDefault": .object(byDefault),
      "BucketKeyEnabled": .bool(dice.happens(60)),
    ]
    // New buckets block keys of the caller's own.
    rule["BlockedEncryptionTypes"] = ["EncryptionType": [dice.happens(80) ? "NONE" : "SSE-C"]]
    return ["Rules": [.object(rule)]]
  }
}
