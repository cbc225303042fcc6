package import Access
package import Kernel

/// An operation of KMS.
package protocol KMSOperation: APIOperation
where State == KMSState, Failure == KMSFailure {
  /// The permissions that a call needs; fails where a key that is named does not exist.
  static func demands(
    _ request: Request, in kms: KMSState, as call: Call
  ) throws(KMSFailure) -> [Demand]
  /// What the request tells of condition keys.
  static func conditionValues(of request: Request) -> ConditionValues
  /// How often an account may call it.
  static var rate: RequestRate { get }
  /// The key whose kind decides how often; `nil` for none, or for one that is not there.
  static func usedKey(_ request: Request, in kms: KMSState, as call: Call) -> Key?
}

extension KMSOperation {
  package static var service: Service { .kms }

  package static func demands(
    _ request: Request, in kms: KMSState, _ environment: Environment, as call: Call
  ) throws(KMSFailure) -> [Demand] {
    try demands(request, in: kms, as: call)
  }

  /// Most requests tell of no condition key.
  package static func conditionValues(of request: Request) -> ConditionValues {
    ConditionValues()
  }
}

/// A request that names a key.
package protocol NamesKey: Sendable {
  /// The key.
  var key: KeyReference { get }
}

/// Names a key alone.
package struct KeyRequest: NamesKey {
  package let key: KeyReference

  /// The member.
  static let shape = Shape(Self.init(key:), Members.key(\.key))
}

/// An operation on one key, under the permission of its own name.
package protocol KeyOperation: KMSOperation where Request: NamesKey {
  /// The forms in which it takes the key's name.
  static var forms: KeyReference.Forms { get }
  /// Whether the key may be another account's.
  static var worksAcrossAccounts: Bool { get }
  /// What of a request grants look at.
  static func grantUse(_ request: Request) -> GrantUse
  /// Does the work; the key is the one that was named, and the caller may.
  static func run(
    _ request: Request, on key: Key, in kms: inout KMSState, _ environment: inout Environment
  ) throws(KMSFailure) -> Response
}

extension KeyOperation {
  /// Most operations take key id and key ARN.
  package static var forms: KeyReference.Forms { .keys }

  /// Most operations are for the account's own keys.
  package static var worksAcrossAccounts: Bool { false }

  package static func demands(
    _ request: Request, in kms: KMSState, as call: Call
  ) throws(KMSFailure) -> [Demand] {
    [
      try kms.demand(
        "kms:\(name)", on: request.key, forms, worksAcrossAccounts: worksAcrossAccounts,
        conditionValues(of: request), grantUse(request), as: call)
    ]
  }

  /// The key, by its ARN also where the call was the first use of an AWS managed key, and only the
  /// alias stood for it.
  package static func resources(
    _ demands: [Demand], _ response: Response, in kms: KMSState
  ) -> [ARN] {
    demands.compactMap { demand in
      demand.resource.map { named in
        AliasAddress(named).flatMap { kms.aliases[$0] }?.targetAddress.arn ?? named
      }
    }
  }

  /// Most operations have nothing for grants to look at.
  package static func grantUse(_ request: Request) -> GrantUse { GrantUse() }

  package static func run(
    _ request: Request, in kms: inout KMSState, _ environment: inout Environment, as call: Call
  ) throws(KMSFailure) -> Response {
    let key = try kms.key(request.key, forms, &environment, as: call)
    try kms.check(grantUse(request).tokens)
    return try run(request, on: key, in: &kms, &environment)
  }
}

/// Members that several operations share.
enum Members {
  /// KeyId of an operation that takes key id and key ARN.
  static func key<Root>(
    _ path: @escaping @Sendable (Root) -> KeyReference, _ name: String = "KeyId"
  ) -> Member<Root, KeyReference> {
    Member(
      name, path, .length(1...2048), suggests: .keys, help: "Key ID or key ARN.")
  }

  /// KeyId of an operation that takes aliases too.
  static func keyOrAlias<Root>(
    _ path: @escaping @Sendable (Root) -> KeyReference, _ name: String = "KeyId"
  ) -> Member<Root, KeyReference> {
    Member(
      name, path, .length(1...2048), suggests: .keysAndAliases,
      help: "Key ID, key ARN, alias name or alias ARN.")
  }

  /// An encryption context.
  static func context<Root>(
    _ path: @escaping @Sendable (Root) -> EncryptionContext?, _ name: String = "EncryptionContext"
  ) -> Member<Root, EncryptionContext?> {
    Member(
      name, path,
      help: "Name-value pairs that the ciphertext is bound to; not secret, decryption repeats them."
    )
  }

  static func grantTokens<Root>(
    _ path: @escaping @Sendable (Root) -> GrantTokens?
  ) -> Member<Root, GrantTokens?> {
    Member(
      "GrantTokens", path, .length(0...10),
      help: "Tokens of grants that are not yet in force everywhere.")
  }

  /// An encryption algorithm.
  static func algorithm<Root>(
    _ path: @escaping @Sendable (Root) -> EncryptionAlgorithm?,
    _ name: String = "EncryptionAlgorithm"
  ) -> Member<Root, EncryptionAlgorithm?> {
    Member(
      name, path,
      help: "SYMMETRIC_DEFAULT, or for RSA keys RSAES_OAEP_SHA_1 or RSAES_OAEP_SHA_256.")
  }

  /// An algorithm of message authentication codes.
  static func macAlgorithm<Root>(
    _ path: @escaping @Sendable (Root) -> MACAlgorithm
  ) -> Member<Root, MACAlgorithm> {
    Member("MacAlgorithm", path, help: "The one algorithm that the type of the key has.")
  }

  static func dryRun<Root>(
    _ path: @escaping @Sendable (Root) -> Bool?
  ) -> Member<Root, Bool?> {
    Member("DryRun", path, help: "Checks permission and everything else, and changes nothing.")
  }

  /// The Nitro enclave that shall get the plaintext.
  static func recipient<Root>(
    _ path: @escaping @Sendable (Root) -> Recipient?
  ) -> Member<Root, Recipient?> {
    Member("Recipient", path, help: "A Nitro enclave to encrypt the answer for (not simulated).")
  }

  /// Most entries of a page.
  static func limit<Root>(
    _ path: @escaping @Sendable (Root) -> Int?, _ range: ClosedRange<Int> = 1...1000
  ) -> Member<Root, Int?> {
    Member("Limit", path, .range(range), help: "Most items of one answer.")
  }
}

/// Grant tokens of a request.
package struct GrantTokens: MemberValue {
  let tokens: [String]

  package static var type: MemberType { .list(.string) }

  package static func decode(
    _ document: Document, _ reader: inout MemberReader
  ) throws(Absent) -> GrantTokens {
    GrantTokens(tokens: try [GrantToken].decode(document, &reader).map(\.text))
  }

  package var document: Document? { tokens.document }
}

/// One grant token of a request.
private struct GrantToken: TextValue {
  let text: String

  init(_ text: String) { self.text = text }

  static func decode(
    _ document: Document, _ reader: inout MemberReader
  ) throws(Absent) -> GrantToken {
    try decode(document, &reader, .length(1...8192))
  }
}

/// The attestation of a Nitro enclave.
package struct Recipient: StructureValue {
  let algorithm: EncryptionMechanism?
  let attestation: Attestation?

  /// How the answer is encrypted for an enclave.
  enum EncryptionMechanism: String, EnumerationValue {
    case rsaesOAEPSHA256 = "RSAES_OAEP_SHA_256"
  }

  /// The signed document of an enclave.
  struct Attestation: BlobValue {
    let bytes: [UInt8]
    init(_ bytes: [UInt8]) { self.bytes = bytes }
  }

  package static let shape = Shape(
    Recipient.init(algorithm:attestation:),
    Member("KeyEncryptionAlgorithm", \.algorithm, help: "RSAES_OAEP_SHA_256."),
    Member("AttestationDocument", \.attestation, .length(1...262_144), help: "The signed document.")
  )
}

extension Recipient? {
  /// Fails for any recipient.
  func check() throws(KMSFailure) {
    guard self == nil else {
      throw .notSimulated("kmslab has no Nitro enclaves; leave Recipient out.")
    }
  }
}
