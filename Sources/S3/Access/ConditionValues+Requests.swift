import Access
import Kernel

/// What policies can ask of requests of S3 (Service Authorization Reference, "Condition keys for
/// Amazon S3").
extension S3State {
  /// The values that every call of AWS CLI has; a client's own go before them.
  static func valueOfCall(_ key: ConditionKey, _ action: String) -> [String]? {
    key.name == .s3ContentSHA256 && !hasBody(action) ? [digestOfNothing] : nil
  }

  /// Whether calls of an action send a body, whose XML this program does not write.
  private static func hasBody(_ action: String) -> Bool {
    action.hasPrefix("s3:Put") && action != "s3:PutObject"
  }

  /// The SHA-256 of no bytes, the body of most calls.
  private static let digestOfNothing =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
}

extension Demand {
  /// The same of a call that sends XML, which this program does not write: its hash has no value.
  var withXML: Demand {
    var demand = self
    demand.values.ofResource = { [found = values.ofResource] key in
      key.name == .s3ContentSHA256 ? nil : found?(key)
    }
    return demand
  }
}

extension PutObject.Request {
  /// What policies can ask of the request.
  func conditionValues(_ storage: Storage, as call: Call) -> ConditionValues {
    var values = encryption.conditionValues(storage.kms, as: call)
    values.add(access.conditionValues)
    values.add(conditions.conditionValues)
    values.add(ConditionValues(tagging: tagging))
    values.add(lock.conditionValues)
    values.add(.s3StorageClass, headers.givenClass?.text)
    values.add(.s3WebsiteRedirectLocation, headers.websiteRedirectLocation)
    values.add(.s3ObjectCreationOperation, true)
    // AWS CLI sends checksums behind the content, which TLS protects on its way.
    values.add(.s3ContentSHA256, "STREAMING-UNSIGNED-PAYLOAD-TRAILER")
    return values
  }
}

extension CopyObject.Request {
  /// What policies can ask of the request.
  func conditionValues(_ storage: Storage, as call: Call) -> ConditionValues {
    var values = encryption.conditionValues(storage.kms, as: call)
    values.add(access.conditionValues)
    values.add(conditions.conditionValues)
    values.add(ConditionValues(tagging: tagging))
    values.add(lock.conditionValues)
    values.add(.s3CopySource, source.header)
    values.add(.s3MetadataDirective, metadataDirective?.text)
    values.add(.s3StorageClass, headers.givenClass?.text)
    values.add(.s3WebsiteRedirectLocation, headers.websiteRedirectLocation)
    values.add(.s3ObjectCreationOperation, true)
    return values
  }
}

extension CreateMultipartUpload.Request {
  /// What policies can ask of the request, and of all that add to the upload.
  func conditionValues(_ storage: Storage, as call: Call) -> ConditionValues {
    var values = encryption.conditionValues(storage.kms, as: call)
    values.add(access.conditionValues)
    values.add(ConditionValues(tagging: tagging))
    values.add(lock.conditionValues)
    values.add(.s3StorageClass, headers.givenClass?.text)
    values.add(.s3WebsiteRedirectLocation, headers.websiteRedirectLocation)
    return values
  }
}

extension S3State {
  /// The permission to add to an upload, or with `creates` to make its object: policies see the
  /// headers with which it was begun.
  func demandToWrite(
    _ id: UploadID, of key: ObjectKey, in bucket: BucketName, creates: Bool = false,
    _ requested: ConditionValues = ConditionValues()
  ) throws(S3Failure) -> Demand {
    let upload = try? upload(id, of: key, in: try self.bucket(bucket))
    var values = upload?.conditionValues ?? ConditionValues()
    values.add(.s3ObjectCreationOperation, creates)
    values.add(requested)
    return try demand("s3:PutObject", on: key, in: bucket, values)
  }
}

extension AccessControl {
  /// What policies can ask of the headers.
  var conditionValues: ConditionValues {
    var values = ConditionValues()
    values.add(.s3ACL, acl)
    values.add(.s3GrantFullControl, grantFullControl)
    values.add(.s3GrantRead, grantRead)
    values.add(.s3GrantReadACP, grantReadACP)
    values.add(.s3GrantWriteACP, grantWriteACP)
    return values
  }
}

extension WriteConditions {
  /// What policies can ask of the headers.
  var conditionValues: ConditionValues {
    var values = ConditionValues()
    values.add(.s3IfMatch, ifMatch)
    values.add(.s3IfNoneMatch, ifNoneMatch)
    return values
  }
}

extension ConditionValues {
  /// What policies can ask of the tags of a request.
  init(ofTags tags: [ObjectTag]) {
    self.init()
    for tag in tags { add(.s3RequestObjectTag, of: tag.key, tag.value) }
    add(.s3RequestObjectTagKeys, all: tags.map(\.key))
  }

  /// What policies can ask of the header of tags; one that cannot be read is refused later.
  init(tagging header: String?) {
    self.init(ofTags: (try? header.map(ObjectTag.read(header:))) ?? [])
  }
}
