import Cloud
import Kernel
import S3
import Sessions
import Shell

extension ExampleWriter {
  /// What stands behind an option of S3; `nil` for options that need nothing of the world.
  mutating func valueOfS3(_ member: MemberDescription) -> String? {
    guard [.s3, .s3control].contains(operation.service) else { return nil }
    if let value = valueOfLock(member) { return value }
    switch member.name {
    case "Bucket": return bucketOfExample()
    case "AccountId": return accountOfExample()
    case "CreateBucketConfiguration": return "LocationConstraint=\(region)"
    case "Key": return keyOfExample()
    case "CopySource": return quoted("\(object().bucket)/\(object().key)")
    case "UploadId": return worksOnUpload ? upload().id : "$UPLOAD"
    case "PartNumber": return "1"
    case "MultipartUpload": return partsFile()
    case "Body": return file()
    case "Delete": return quoted("Objects=[{Key=\(object().key)}]")
    case "Tagging": return "'TagSet=[{Key=team,Value=photos}]'"
    case "ObjectAttributes": return "ETag Checksum ObjectSize"
    case "ObjectEncryption": return "SSEKMS={KMSKeyArn=\(keyARN())}"
    case "VersioningConfiguration": return "Status=Enabled"
    case "LifecycleConfiguration": return ExampleWriter.rules
    case "OwnershipControls": return "'Rules=[{ObjectOwnership=BucketOwnerEnforced}]'"
    case "ACL": return "bucket-owner-full-control"
    case "Policy": return "'\(policy(of: bucket()))'"
    case "PublicAccessBlockConfiguration":
      return #"""
        '{
          "BlockPublicAcls": true, "IgnorePublicAcls": true,
          "BlockPublicPolicy": true, "RestrictPublicBuckets": true}'
        """#
    case "ServerSideEncryptionConfiguration":
      return #"""
        '{"Rules": [{
          "ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms"},
          "BucketKeyEnabled": true}]}'
        """#
    default: return nil
    }
  }

  private mutating func bucketOfExample() -> String {
    if let place = placeOfLock() { return place.bucket }
    switch operation.name {
    case "CreateBucket": return newBucket("my-bucket")
    case "DeleteBucket":
      let name = newBucket("empty-bucket")
      prepare("aws s3 mb s3://\(name)")
      return name
    case "PutObject", "ListObjects", "ListObjectsV2", "ListObjectVersions",
      "CreateMultipartUpload", "ListMultipartUploads":
      return bucket()
    case "GetBucketTagging": return taggedBucket()
    case "GetBucketPolicy", "GetBucketPolicyStatus": return bucketWithPolicy()
    case "GetPublicAccessBlock": return blockedBucket()
    case "GetBucketLifecycleConfiguration": return bucketWithRules()
    case "UploadPartCopy", "CompleteMultipartUpload": return newUpload()
    default:
      if worksOnUpload { return upload().bucket }
      return isAboutObjects ? object().bucket : bucket()
    }
  }

  /// The caller's account, with settings where they shall be told.
  private mutating func accountOfExample() -> String {
    if operation.name == "GetPublicAccessBlock",
      !prefersLive || session.world.storage.s3.accountBlocks[account] == nil
    {
      prepare(
        "aws s3control put-public-access-block --account-id \(account)"
          + " --public-access-block-configuration BlockPublicPolicy=true")
    }
    return "\(account)"
  }

  private mutating func keyOfExample() -> String {
    if let place = placeOfLock() { return place.key }
    switch operation.name {
    case "PutObject": return file()
    case "CopyObject": return quoted("copy-of-" + object().key)
    case "CreateMultipartUpload", "UploadPartCopy", "CompleteMultipartUpload": return newUploadKey
    default: return quoted(worksOnUpload ? upload().key : object().key)
    }
  }

  /// Whether any open upload will do.
  private var worksOnUpload: Bool {
    ["UploadPart", "AbortMultipartUpload", "ListParts"].contains(operation.name)
  }

  private var newUploadKey: String { "video.mp4" }

  /// Uploads a part; a file that names it.
  private mutating func partsFile() -> String {
    let place = "--bucket \(newUpload()) --key \(newUploadKey) --upload-id $UPLOAD"
    prepare("echo hello > part.bin")
    prepare("aws s3api upload-part \(place) --part-number 1 --body part.bin")
    prepare(
      "aws s3api list-parts \(place)"
        + " --query '{Parts: Parts[].{PartNumber: PartNumber, ETag: ETag}}' > parts.json")
    return "file://parts.json"
  }

  /// The ARN of a key of the learner's that can encrypt.
  private mutating func keyARN() -> String {
    let key = key()
    guard key == "$KEY" else { return "arn:aws:kms:\(region):\(account):key/\(key)" }
    prepare("ARN=$(aws kms describe-key --key-id $KEY --query KeyMetadata.Arn --output text)")
    return "$ARN"
  }

  private var isAboutObjects: Bool {
    operation.members.contains { $0.isRequired && ["Key", "Delete"].contains($0.name) }
  }

  func newBucket(_ name: String) -> String {
    let buckets = session.world.storage.s3.buckets
    return (1...).lazy.map { "\(name)-\(self.account)" + ($0 == 1 ? "" : "-\($0)") }
      .first { buckets[BucketName($0)] == nil } ?? name
  }

  private mutating func bucket() -> String {
    if let live = liveBucket(where: { _ in true }) { return live }
    let name = newBucket("lab-bucket")
    prepare("aws s3 mb s3://\(name)")
    return name
  }

  /// A policy that leaves the objects of a bucket to the account's IAM policies.
  private func policy(of bucket: String) -> String {
    #"""
    {
      "Version": "2012-10-17",
      "Statement": [{
        "Effect": "Allow",
        "Principal": {"AWS": "arn:aws:iam::\#(account):root"},
        "Action": "s3:GetObject",
        "Resource": "arn:aws:s3:::\#(bucket)/*"}]}
    """#
  }

  private mutating func bucketWithPolicy() -> String {
    if let live = liveBucket(where: { $0.policy != nil }) { return live }
    let name = bucket()
    prepare("aws s3api put-bucket-policy --bucket \(name) --policy '\(policy(of: name))'")
    return name
  }

  private mutating func blockedBucket() -> String {
    if let live = liveBucket(where: { $0.publicAccessBlock != nil }) { return live }
    let name = newBucket("blocked-bucket")
    prepare("aws s3 mb s3://\(name)")
    return name
  }

  /// The first bucket of the account that has something, where live ones are wanted.
  func liveBucket(where has: (Bucket) -> Bool) -> String? {
    guard prefersLive else { return nil }
    return session.world.storage.s3.buckets.first { entry in
      entry.value.owner == account && has(entry.value)
    }?.key.text
  }

  private mutating func taggedBucket() -> String {
    if let live = liveBucket(where: { !$0.tags.isEmpty }) { return live }
    let name = bucket()
    prepare(
      "aws s3api put-bucket-tagging --bucket \(name)"
        + " --tagging 'TagSet=[{Key=team,Value=photos}]'")
    return name
  }

  private mutating func bucketWithRules() -> String {
    let live = session.world.storage.s3.buckets.first { entry in
      entry.value.owner == account && entry.value.lifecycle != nil
    }
    if prefersLive, let live { return live.key.text }
    let name = bucket()
    prepare(
      "aws s3api put-bucket-lifecycle-configuration --bucket \(name)"
        + " --lifecycle-configuration \(ExampleWriter.rules)")
    return name
  }

  private static let rules =
    "'Rules=[{ID=old,Status=Enabled,Filter={},Expiration={Days=365}}]'"

  private mutating func object() -> (bucket: String, key: String) {
    let live = session.world.storage.s3.buckets.first { entry in
      entry.value.owner == account && !entry.value.objects.isEmpty
    }
    if prefersLive, let live, let key = live.value.objects.first?.key {
      return (live.key.text, key.text)
    }
    let (bucket, file) = (bucket(), file())
    prepare("aws s3 cp \(file) s3://\(bucket)/note.txt")
    return (bucket, "note.txt")
  }

  /// An open upload, with an id that a line can have.
  private mutating func upload() -> (bucket: String, key: String, id: String) {
    let s3 = session.world.storage.s3
    let live = s3.buckets.first { $0.value.owner == account && !$0.value.uploads.isEmpty }
    if prefersLive, let live, let upload = live.value.uploads.first?.value {
      return (live.key.text, upload.place.key.text, s3.id(of: upload).text)
    }
    return (newUpload(), newUploadKey, "$UPLOAD")
  }

  /// Begins an upload; the bucket that it is in.
  private mutating func newUpload() -> String {
    let bucket = bucket()
    prepare(
      "UPLOAD=$(aws s3api create-multipart-upload --bucket \(bucket) --key \(newUploadKey)"
        + " --query UploadId --output text)")
    return bucket
  }

  mutating func file() -> String {
    if prefersLive, let name = session.files.names.first { return quoted(name) }
    prepare("echo hello > note.txt")
    return "note.txt"
  }
}
