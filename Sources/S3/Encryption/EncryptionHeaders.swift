import Access
package import KMS
package import Kernel

/// What a writer says about the encryption of an object.
package struct EncryptionHeaders: Sendable {
  let algorithm: OpenEnumeration<ServerSideEncryption>?
  let keyID: String?
  let context: String?
  let bucketKeyEnabled: Bool?
  let customer: CustomerKeyHeaders

  static let shape = Shape(
    EncryptionHeaders.init(algorithm:keyID:context:bucketKeyEnabled:customer:),
    Member(
      "ServerSideEncryption", \.algorithm,
      help: "AES256, aws:kms or aws:kms:dsse; the bucket's default where none is given."),
    Member(
      "SSEKMSKeyId", \.keyID, suggests: .keysAndAliases,
      help: "Key id, ARN or alias, with aws:kms and aws:kms:dsse; aws/s3 where none is given."),
    Member(
      "SSEKMSEncryptionContext", \.context,
      help: "More pairs for the encryption context: base64 of a JSON object of texts."),
    Member(
      "BucketKeyEnabled", \.bucketKeyEnabled,
      help: "Whether a bucket key saves calls of KMS; the bucket's setting where not given."),
    Member(\.customer, group: CustomerKeyHeaders.shape))

  /// Whether a kind of encryption is named: then the bucket's default does not count.
  var asksForEncryption: Bool { algorithm != nil || customer.areGiven }

  /// What a policy of the bucket or of the writer can ask for; the key by its ARN, however the
  /// header names it.
  func conditionValues(_ kms: KMSState, as call: Call) -> ConditionValues {
    var values = ConditionValues()
    values.add(.sse, algorithm?.text)
    values.add(.sseKMSKeyID, keyID.map { kms.keyARN(of: $0, as: call)?.description ?? $0 })
    values.add(customer.conditionValues)
    return values
  }
}

/// How an object shall be encrypted: what its writer said, or else the bucket's default.
enum WantedEncryption {
  /// Under keys that AWS keeps.
  case managed(ManagedEncryption)
  /// Under a key of the writer's own.
  case customer(CustomerKey)

  /// Decides by headers and default; fails where the headers do not fit together.
  init(_ headers: EncryptionHeaders, for place: ObjectPlace) throws(S3Failure) {
    try headers.customer.checkAllowed(place)
    if headers.customer.areGiven, let algorithm = headers.algorithm {
      throw .customerKey(.besideKind(algorithm.text))
    }
    guard let key = try headers.customer.checked() else {
      self = .managed(try ManagedEncryption(headers, for: place))
      return
    }
    try headers.checkKeyID()
    self = .customer(key)
  }

  /// The kind that the object will be of.
  var kind: EncryptionKind {
    if case .managed(let wanted) = self { .managed(wanted.algorithm) } else { .customer }
  }

  /// The key that the writer brought.
  var customerKey: CustomerKey? {
    if case .customer(let key) = self { key } else { nil }
  }
}

/// How AWS shall encrypt an object.
struct ManagedEncryption {
  let algorithm: ServerSideEncryption
  /// The key that KMS shall use.
  let key: KeyReference
  /// The pairs that the writer added to the encryption context.
  let context: EncryptionContext
  let usesBucketKey: Bool

  /// Makes a wish.
  init(
    algorithm: ServerSideEncryption, key: KeyReference, context: EncryptionContext,
    usesBucketKey: Bool
  ) {
    self.algorithm = algorithm
    self.key = key
    self.context = context
    self.usesBucketKey = usesBucketKey
  }

  /// Decides by headers and default; fails where the headers do not fit together.
  init(_ headers: EncryptionHeaders, for place: ObjectPlace) throws(S3Failure) {
    let given = headers.algorithm
    let asked = given?.known
    if given != nil, asked == nil {
      throw .invalidArgument(
        "The encryption method specified is not supported", "x-amz-server-side-encryption",
        given?.text)
    }
    if asked == .fsx {
      throw .notSimulated("kmslab has no FSx access points; use AES256, aws:kms or aws:kms:dsse.")
    }
    try headers.checkKeyID()
    let standard = place.bucket.encryption
    algorithm = asked ?? standard.algorithm
    let named = asked == nil ? standard.keyID : headers.keyID
    key = KeyReference(named ?? ManagedKey.aliasOfS3)
    context =
      try headers.context.map(EncryptionContext.init(header:)) ?? EncryptionContext(pairs: [])
    // The second layer of DSSE-KMS has no use for bucket keys; S3 leaves them out.
    usesBucketKey =
      algorithm == .kms && (headers.bucketKeyEnabled ?? standard.bucketKeyEnabled ?? false)
  }
}

extension EncryptionHeaders {
  /// Fails for what only KMS has a use for, where KMS is not asked for.
  fileprivate func checkKeyID() throws(S3Failure) {
    guard keyID == nil && context == nil || algorithm?.known?.usesKMS == true else {
      throw .keyWithoutKMS
    }
  }
}

extension CustomerKeyHeaders {
  /// Fails where the bucket blocks SSE-C, as new ones do; S3 looks at that before it looks at the
  /// key.
  func checkAllowed(_ place: ObjectPlace) throws(S3Failure) {
    guard areGiven, place.bucket.encryption.blocksCustomerKeys else { return }
    throw .customerKey(.blocked(place.call.principal, place.arn))
  }

  /// What a policy can ask of the headers.
  var conditionValues: ConditionValues {
    var values = ConditionValues()
    values.add(.sseCustomerAlgorithm, algorithm)
    return values
  }
}

extension EncryptionContext {
  /// The name of the pair that S3 adds itself.
  package static let nameOfARN = "aws:s3:arn"

  /// Reads the header's base64 of a JSON object.
  init(header: String) throws(S3Failure) {
    let fault = S3Failure.invalidArgument(
      "The header 'x-amz-server-side-encryption-context' shall be Base64-encoded UTF-8 string"
        + " holding JSON which represents a string-string map")
    guard let bytes = Base64.decode(header.utf8),
      let text = String(validating: bytes, as: UTF8.self),
      let object = try? JSONReader.read(text).members
    else { throw fault }
    var pairs: [Pair] = []
    for entry in object.entries {
      guard let value = entry.value.text else { throw fault }
      guard entry.name != EncryptionContext.nameOfARN else {
        throw .invalidArgument(
          "The encryption context key \(EncryptionContext.nameOfARN) is reserved for Amazon S3.")
      }
      pairs.append(Pair(name: entry.name, value: value))
    }
    self.init(pairs: pairs)
  }

  /// The writer's pairs and S3's own.
  package func adding(_ arn: ARN) -> EncryptionContext {
    EncryptionContext(
      pairs: [Pair(name: EncryptionContext.nameOfARN, value: arn.description)] + pairs)
  }

  /// The header's base64 of a JSON object.
  var header: String {
    Base64.encode(JSONWriter.bytes(document ?? .object([:])))
  }
}
