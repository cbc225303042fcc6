import Access
import KMS
import Kernel

/// An amount of money in millionths of a US dollar: whole numbers, so that nothing is lost.
package struct MicroDollars: Sendable, Equatable, Comparable {
  /// Millionths of a dollar.
  package let count: Int

  /// Makes an amount.
  package init(_ count: Int) { self.count = count }

  /// The sum of two amounts.
  package static func + (left: MicroDollars, right: MicroDollars) -> MicroDollars {
    MicroDollars(left.count + right.count)
  }

  /// Orders by size.
  package static func < (left: MicroDollars, right: MicroDollars) -> Bool {
    left.count < right.count
  }
}

/// AWS's prices for KMS in us-east-1.
package enum Prices {
  /// A customer managed key, for a month; so much again from its first rotation on, and once more
  /// from its second.
  package static let keyMonth = MicroDollars(1_000_000)
  /// Rotations of a key that add to its price.
  package static let billedRotations = 2
  /// Requests of a month that cost nothing.
  package static let freeRequests = 20_000
  /// One request beyond them: 0.03 USD for 10,000.
  package static let request = MicroDollars(3)
  /// One request with a pair of another type than RSA_2048, which costs what any request does: 0.15
  /// USD for 10,000.
  static let pairRequest = MicroDollars(15)
  /// A data key pair of a curve: 0.10 USD for 10,000.
  static let curvePair = MicroDollars(10)
  /// A data key pair of RSA: 12 USD for 10,000.
  static let rsaPair = MicroDollars(1200)
}

/// What requests cost that have to do with key pairs: none of them is free.
struct RequestPrices {
  private let kms: KMSState
  /// The types of the pairs that the trail has told of, which may be gone by now.
  private var specs: OrderedMap<KeyAddress, KeySpec> = [:]

  init(_ kms: KMSState) { self.kms = kms }

  /// Notes the type of a key that a record tells the making of.
  mutating func learn(from record: TrailRecord) {
    guard record.name == "CreateKey",
      let text = record.parameters["KeySpec"] ?? record.parameters["CustomerMasterKeySpec"],
      let spec = text.text.flatMap(KeySpec.init(rawValue:))
    else { return }
    for key in record.resources.compactMap({ KeyAddress($0) }) { specs[key] = spec }
  }

  /// The price of a request; `nil` for one without a pair, which may be free.
  func ofPair(_ record: TrailRecord) -> MicroDollars? {
    switch record.name {
    case "GenerateDataKeyPair", "GenerateDataKeyPairWithoutPlaintext":
      let spec = record.parameters["KeyPairSpec"]?.text ?? ""
      return spec.hasPrefix("RSA") ? Prices.rsaPair : Prices.curvePair
    case "Sign", "Verify", "GetPublicKey", "DeriveSharedSecret", "Encrypt", "Decrypt", "ReEncrypt":
      return record.resources.lazy.compactMap { KeyAddress($0).flatMap(spec) }.first { $0.isPair }
        .map { $0 == .RSA_2048 ? Prices.request : Prices.pairRequest }
    default: return nil
    }
  }

  /// The type of a key; a replica has that of its primary.
  private func spec(of key: KeyAddress) -> KeySpec? { kms.keys[key]?.type.spec ?? specs[key] }
}
