import Ciphers
import Kernel

/// A key of a caller's own, as SSE-C has it: S3 works with it during one call, and keeps no more of
/// it than a mark to know it again.
struct CustomerKey: Sendable {
  /// The 256 bits, erased with the last copy.
  let bytes: SymmetricKey
  /// The key's MD5 in base64, which answers tell.
  let md5: String
}

/// What is stored of a customer's key: a salted HMAC, of which the key does not follow.
package struct CustomerKeyMark: Sendable, Equatable {
  /// The salt, drawn for this object.
  package let salt: [UInt8]
  /// HMAC-SHA-256 of the salt under the key.
  package let hmac: [UInt8]

  /// Marks a key.
  init(of key: CustomerKey, salt: [UInt8]) {
    self.salt = salt
    hmac = HMAC<SHA256>.authenticationCode(for: CustomerKeyMark.label + salt, using: key.bytes)
  }

  /// Whether it is the mark of a key; compared in constant time.
  func isMark(of key: CustomerKey) -> Bool {
    HMAC<SHA256>.isValidAuthenticationCode(
      hmac, authenticating: CustomerKeyMark.label + salt, using: key.bytes)
  }

  /// No label of a derived key, so that no data key is a mark.
  private static let label = Array("kmslab s3 mark of a customer key".utf8)
}

extension CustomerKey {
  /// The data key of an object: SP 800-108 with the object and the salt of its mark, so that the
  /// key itself seals nothing, however many objects its owner writes under it.
  func dataKey(for object: ARN, _ mark: CustomerKeyMark) -> SymmetricKey {
    KDF.counterMode(
      key: bytes, label: Array("kmslab s3 customer key".utf8),
      context: mark.salt + Array("\(object)".utf8), byteCount: 32)
  }
}

extension CustomerKey {
  /// What answers tell: never the key.
  static let fields = Fields<CustomerKey>(
    .init("SSECustomerAlgorithm", \.algorithm), .init("SSECustomerKeyMD5", \.md5))

  private var algorithm: String { CustomerKeyHeaders.algorithm }
}

/// The three headers of a customer's key.
package struct CustomerKeyHeaders: Sendable {
  let algorithm: String?
  /// Base64 of the key.
  let key: String?
  /// Base64 of the key's MD5.
  let md5: String?
  /// Whether they are of the object that is copied.
  let isOfSource: Bool

  /// The only algorithm that there is.
  static let algorithm = "AES256"

  /// The headers of the object that is read or written.
  static let shape = shape(isOfSource: false)
  /// The headers of the object that is copied.
  static let shapeOfSource = shape(isOfSource: true)

  private static func shape(isOfSource: Bool) -> Shape<CustomerKeyHeaders> {
    let prefix = (isOfSource ? "CopySource" : "") + "SSECustomer"
    let object = isOfSource ? "the source of the copy" : "the object"
    return Shape(
      { (algorithm: String?, key: String?, md5: String?) in
        CustomerKeyHeaders(algorithm: algorithm, key: key, md5: md5, isOfSource: isOfSource)
      },
      Member(
        "\(prefix)Algorithm", \.algorithm,
        help: "AES256, for SSE-C: a key of your own for \(object)."),
      Member(
        "\(prefix)Key", \.key, sensitive: true,
        help: "Your own key for \(object): 32 bytes, fileb://my.key for instance."),
      Member(
        "\(prefix)KeyMD5", \.md5,
        help: "Base64 of the key's MD5; without it AWS CLI makes both of the raw key."))
  }

  /// Whether any of them was sent.
  var areGiven: Bool { algorithm != nil || key != nil || md5 != nil }

  /// The key, where the three fit together; `nil` where none was sent.
  ///
  /// - Throws: what S3 says of one that is missing or wrong.
  func checked() throws(S3Failure) -> CustomerKey? {
    guard areGiven else { return nil }
    guard let algorithm else { throw fault(.noAlgorithm) }
    guard algorithm == CustomerKeyHeaders.algorithm else { throw fault(.otherAlgorithm(algorithm)) }
    guard let key else { throw fault(.noKey) }
    guard var bytes = Base64.decode(key.utf8) else { throw fault(.wrongLength(nil)) }
    defer { erase(&bytes) }
    guard bytes.count == 32 else { throw fault(.wrongLength(bytes.count)) }
    guard let md5 else { throw fault(.noMD5) }
    let digest = Insecure.MD5.hash(bytes)
    guard digest == Base64.decode(md5.utf8) else { throw fault(.wrongMD5) }
    return CustomerKey(bytes: SymmetricKey(bytes), md5: Base64.encode(digest))
  }

  /// The key of a stored object; `nil` for an object of another kind.
  ///
  /// - Throws: what S3 says where the headers are missing, needless or of another key.
  func key(for envelope: Envelope) throws(S3Failure) -> CustomerKey? {
    guard let mark = envelope.customerKeyMark else {
      guard !areGiven else { throw fault(.needless) }
      return nil
    }
    guard areGiven else { throw fault(.missing) }
    guard key == nil || md5 != nil, let key = try checked(), mark.isMark(of: key) else {
      throw fault(.wrong)
    }
    return key
  }

  /// The key of the parts of an upload; `nil` for an upload of another kind.
  ///
  /// - Throws: what S3 says where the headers are missing, needless or of another key.
  func key(forPartsOf upload: Envelope) throws(S3Failure) -> CustomerKey? {
    let mark = upload.customerKeyMark
    guard areGiven == (mark != nil) else { throw fault(.ofNoPart) }
    guard let mark, let key = try checked() else { return nil }
    guard mark.isMark(of: key) else { throw fault(.ofOtherPart) }
    return key
  }

  /// The key of the parts of an upload, for a call that may come without; `nil` where it did.
  ///
  /// - Throws: what S3 says where the headers are needless or of another key.
  func keyIfGiven(forPartsOf upload: Envelope) throws(S3Failure) -> CustomerKey? {
    areGiven ? try key(forPartsOf: upload) : nil
  }

  private func fault(_ fault: CustomerKeyFault) -> S3Failure {
    .customerKey(fault, ofSource: isOfSource)
  }
}
