package import Access
import Ciphers
package import Kernel

/// The id of a grant: 64 hexadecimal digits.
package struct GrantID: Sendable, Hashable, Comparable {
  private let high, low: UniqueID

  /// The id that comes before all others.
  static let least = GrantID(high: UniqueID(bits: 0), low: UniqueID(bits: 0))

  private init(high: UniqueID, low: UniqueID) {
    self.high = high
    self.low = low
  }

  /// Makes the id of 32 bytes; `nil` for another number of them.
  init?(bytes: ArraySlice<UInt8>) {
    guard let high = UniqueID(bytes: bytes.prefix(16)),
      let low = UniqueID(bytes: bytes.dropFirst(16))
    else { return nil }
    self.init(high: high, low: low)
  }

  /// Reads 64 lower-case hexadecimal digits; `nil` for another text.
  package init?(_ text: String) {
    guard text.utf8.count == 64 else { return nil }
    var halves: [UInt128] = [0, 0]
    for (index, byte) in text.utf8.enumerated() {
      guard let digit = Hex.digit(byte) else { return nil }
      halves[index / 32] = halves[index / 32] << 4 | UInt128(digit)
    }
    self.init(high: UniqueID(bits: halves[0]), low: UniqueID(bits: halves[1]))
  }

  /// Orders as the texts are ordered.
  package static func < (left: GrantID, right: GrantID) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}

extension GrantID: CustomStringConvertible {
  /// The digits.
  package var description: String { Hex.encode(high.bytes + low.bytes) }
}

/// Where a grant is: at its key.
package struct GrantAddress: Sendable, MapKey {
  /// The key.
  package let key: KeyAddress
  /// The grant's id.
  package let id: GrantID

  /// Orders by key, then by id.
  package static func < (left: GrantAddress, right: GrantAddress) -> Bool {
    left.key == right.key ? left.id < right.id : left.key < right.key
  }
}

/// A permission to use one key, given to one principal; it only permits, and never ends by itself.
package struct Grant: Sendable {
  /// Where it is.
  package let address: GrantAddress
  /// The name under which the same request makes it only once.
  package let name: String?
  /// When it was made.
  package let creationDate: Timestamp
  /// Who may use the key.
  package var grantee: GrantPrincipal
  /// Who may give the grant back besides.
  package var retiring: GrantPrincipal?
  /// The account that made it.
  package let issuer: AccountID
  /// What the grantee may do.
  package let operations: [GrantOperation]
  /// Which encryption contexts it is limited to.
  package let constraints: GrantConstraints?
  /// What its tokens are made with.
  let secret: SymmetricKey
  /// The event that brings it into force everywhere, before which its tokens work; `nil` after it.
  package var pending: EventSlot?

  /// Grants that one key can have.
  static let quotaPerKey = 50_000
  /// Seconds until a grant is in force everywhere, where consistency is realistic.
  static let delay = 300
}

extension EventKind {
  /// A grant is in force everywhere.
  package static let grantInForce = EventKind(.kms, "GrantInForce")
}

/// A principal as a grant names it.
package struct GrantPrincipal: TextValue {
  package let text: String

  package init(_ text: String) { self.text = text }

  private static let constraints: [Constraint] = [
    .length(1...256),
    .pattern("^[\\w+=,.@:/-]+$") { text in
      !text.isEmpty
        && text.utf8.allSatisfy { byte in
          switch byte {
          case 48...57, 65...90, 97...122: true
          default: "_+=,.@:/-".utf8.contains(byte)
          }
        }
    },
  ]

  /// A member that names a principal.
  static func member<Root, Value: MemberValue>(
    _ name: String, _ path: @escaping @Sendable (Root) -> Value, help: String
  ) -> Member<Root, Value> {
    Member(name, path, constraints: constraints, help: help)
  }

  /// The principal as policies know it; `nil` for services, groups and other texts.
  package var principal: PolicyPrincipal? {
    switch PolicyPrincipal(text) {
    case .account(let account): .account(account)
    case .user(let account, let name): .user(account, name: name)
    case .role(let account, let name): .role(account, name: name)
    case .session(let account, let role, let name): .session(account, role: role, name: name)
    default: nil
    }
  }

  /// Fails unless there is such an account, user, role or session.
  func check(_ environment: Environment) throws(KMSFailure) {
    guard let principal, environment.identities.contains(principal) else {
      throw .invalidPrincipal(text)
    }
  }
}

/// A service of AWS as a grant names it; this cloud has no service that would hold a grant.
package struct GrantService: TextValue {
  package let text: String

  package init(_ text: String) { self.text = text }

  /// A member that names a service.
  static func member<Root>(
    _ name: String, _ path: @escaping @Sendable (Root) -> GrantService?
  ) -> Member<Root, GrantService?> {
    Member(
      name, path, .length(1...128),
      .pattern("^([A-Za-z0-9\\-]+)\\.([A-Za-z0-9\\-]+)(\\.[A-Za-z0-9\\-]+)+$") { text in
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count >= 3
          && parts.allSatisfy { part in
            !part.isEmpty
              && part.utf8.allSatisfy { byte in
                switch byte {
                case 48...57, 65...90, 97...122, UInt8(ascii: "-"): true
                default: false
                }
              }
          }
      }, help: "A service instead of a principal; not simulated: refused.")
  }
}

extension GrantService? {
  /// Fails for any service.
  func check() throws(KMSFailure) {
    guard self == nil else {
      throw .notSimulated("kmslab has no services that hold grants; name a user, role or account.")
    }
  }
}

/// An operation that a grant can permit.
package enum GrantOperation: String, EnumerationValue {
  case decrypt = "Decrypt"
  case encrypt = "Encrypt"
  case generateDataKey = "GenerateDataKey"
  case generateDataKeyWithoutPlaintext = "GenerateDataKeyWithoutPlaintext"
  case reEncryptFrom = "ReEncryptFrom"
  case reEncryptTo = "ReEncryptTo"
  case sign = "Sign"
  case verify = "Verify"
  case getPublicKey = "GetPublicKey"
  case createGrant = "CreateGrant"
  case retireGrant = "RetireGrant"
  case describeKey = "DescribeKey"
  case generateDataKeyPair = "GenerateDataKeyPair"
  case generateDataKeyPairWithoutPlaintext = "GenerateDataKeyPairWithoutPlaintext"
  case generateMac = "GenerateMac"
  case verifyMac = "VerifyMac"
  case deriveSharedSecret = "DeriveSharedSecret"

  /// Whether keys of that type can do it.
  func fits(_ type: KeyType) -> Bool {
    switch self {
    case .createGrant, .retireGrant, .describeKey: true
    case .generateMac, .verifyMac: type.usage == .generateVerifyMAC
    case .sign, .verify: type.usage == .signVerify
    case .deriveSharedSecret: type.usage == .keyAgreement
    case .getPublicKey: type.spec.sort == .asymmetric
    case .encrypt, .decrypt, .reEncryptFrom, .reEncryptTo: type.usage == .encryptDecrypt
    case .generateDataKey, .generateDataKeyWithoutPlaintext, .generateDataKeyPair,
      .generateDataKeyPairWithoutPlaintext:
      type.spec.sort == .symmetric
    }
  }

  /// Whether a constraint on the encryption context limits it.
  var hasContext: Bool {
    switch self {
    case .retireGrant, .describeKey, .createGrant: false
    default: true
    }
  }
}
