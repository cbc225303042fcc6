import Ciphers
import Kernel

/// How KMS signs.
package enum SigningAlgorithm: String, EnumerationValue {
  case rsassaPSSSHA256 = "RSASSA_PSS_SHA_256"
  case rsassaPSSSHA384 = "RSASSA_PSS_SHA_384"
  case rsassaPSSSHA512 = "RSASSA_PSS_SHA_512"
  case rsassaPKCS1SHA256 = "RSASSA_PKCS1_V1_5_SHA_256"
  case rsassaPKCS1SHA384 = "RSASSA_PKCS1_V1_5_SHA_384"
  case rsassaPKCS1SHA512 = "RSASSA_PKCS1_V1_5_SHA_512"
  case ecdsaSHA256 = "ECDSA_SHA_256"
  case ecdsaSHA384 = "ECDSA_SHA_384"
  case ecdsaSHA512 = "ECDSA_SHA_512"
  case sm2DSA = "SM2DSA"
  case mlDSASHAKE256 = "ML_DSA_SHAKE_256"
  case ed25519SHA512 = "ED25519_SHA_512"
  case ed25519PHSHA512 = "ED25519_PH_SHA_512"

  package static let simulated = allCases.filter { $0 != .sm2DSA }

  /// The hash function of the message; `nil` where the algorithm takes messages of any length
  /// whole.
  var hash: HashAlgorithm? {
    switch self {
    case .rsassaPSSSHA256, .rsassaPKCS1SHA256, .ecdsaSHA256: .sha256
    case .rsassaPSSSHA384, .rsassaPKCS1SHA384, .ecdsaSHA384: .sha384
    case .rsassaPSSSHA512, .rsassaPKCS1SHA512, .ecdsaSHA512, .ed25519PHSHA512: .sha512
    case .sm2DSA, .mlDSASHAKE256, .ed25519SHA512: nil
    }
  }

  /// Whether a message may come in that form.
  func takes(_ type: MessageType) -> Bool {
    switch self {
    case .ed25519SHA512: type == .raw
    case .ed25519PHSHA512: type == .digest
    case .mlDSASHAKE256: type != .digest
    default: type != .externalMu
    }
  }
}

/// What the message of a signature is: itself, or what stands for it.
package enum MessageType: String, EnumerationValue {
  /// The message.
  case raw = "RAW"
  /// Its digest.
  case digest = "DIGEST"
  /// μ of ML-DSA, 64 bytes.
  case externalMu = "EXTERNAL_MU"
}

/// What is signed, in a form that its algorithm takes.
enum SignedMessage {
  /// The message itself, for an algorithm that takes it whole.
  case whole([UInt8])
  /// The digest of the message.
  case digest([UInt8], HashAlgorithm)
  /// μ of ML-DSA.
  case mu([UInt8])

  /// A message as somebody outside of KMS signs it, of any length.
  init(whole message: [UInt8], for algorithm: SigningAlgorithm) {
    self = algorithm.hash.map { .digest($0.hash(message), $0) } ?? .whole(message)
  }

  /// Reads the message of a request; fails for a form or a length that the algorithm does not take.
  init(
    _ message: [UInt8], _ type: MessageType, for algorithm: SigningAlgorithm
  ) throws(KMSFailure) {
    guard algorithm.takes(type) else {
      throw .validation(
        "MessageType \(type.rawValue) is incompatible with SigningAlgorithm \(algorithm.rawValue).")
    }
    switch (type, algorithm.hash) {
    case (.raw, let hash?): self = .digest(hash.hash(message), hash)
    case (.raw, nil): self = .whole(message)
    case (.digest, let hash?) where message.count == hash.byteCount: self = .digest(message, hash)
    case (.externalMu, nil) where message.count == 64: self = .mu(message)
    default:
      throw .validation("Digest is invalid length for algorithm \(algorithm.rawValue).")
    }
  }
}

/// A signature as it is sent: DER of two numbers for ECDSA, the bytes of its standard otherwise.
package struct Signature: BlobValue {
  package let bytes: [UInt8]

  package init(_ bytes: [UInt8]) { self.bytes = bytes }
}
