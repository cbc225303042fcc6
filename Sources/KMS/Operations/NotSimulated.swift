/// The operations of KMS that AWS has and this program has not, with what it has instead.
package enum NotSimulatedByKMS {
  private static let groups: [(word: String, names: [String])] = [
    (
      "asymmetric and post-quantum keys; it has SYMMETRIC_DEFAULT and HMAC keys",
      [
        "DeriveSharedSecret", "GenerateDataKeyPair", "GenerateDataKeyPairWithoutPlaintext",
        "GetPublicKey", "Sign", "Verify",
      ]
    )
  ]

  /// The names of all of them.
  package static let names = groups.flatMap(\.names)

  /// The refusal of one of them, in a plain word.
  package static func refusal(_ name: String) -> KMSFailure {
    let word = groups.first { $0.names.contains(name) }?.word ?? "that"
    return .unsupported("kmslab does not simulate \(word).")
  }
}
