/// The operations of KMS that AWS has and this program has not, with what it has instead.
package enum NotSimulatedByKMS {
  private static let groups: [(word: String, names: [String])] = [
    (
      "grants; key policies and IAM policies decide",
      ["CreateGrant", "ListGrants", "ListRetirableGrants", "RetireGrant", "RevokeGrant"]
    ),
    (
      "asymmetric and HMAC keys; its keys are symmetric encryption keys",
      [
        "DeriveSharedSecret", "GenerateDataKeyPair", "GenerateDataKeyPairWithoutPlaintext",
        "GenerateMac", "GetPublicKey", "Sign", "Verify", "VerifyMac",
      ]
    ),
    (
      "imported key material; KMS makes the material of its keys",
      ["DeleteImportedKeyMaterial", "GetParametersForImport", "ImportKeyMaterial"]
    ),
    (
      "multi-Region keys; its keys live in one Region", ["ReplicateKey", "UpdatePrimaryRegion"]
    ),
    (
      "custom key stores",
      [
        "ConnectCustomKeyStore", "CreateCustomKeyStore", "DeleteCustomKeyStore",
        "DescribeCustomKeyStores", "DisconnectCustomKeyStore", "UpdateCustomKeyStore",
      ]
    ),
    ("the last use of a key; trail and timeline show every call", ["GetKeyLastUsage"]),
  ]

  /// The names of all of them.
  package static let names = groups.flatMap(\.names)

  /// The refusal of one of them, in a plain word.
  package static func refusal(_ name: String) -> KMSFailure {
    let word = groups.first { $0.names.contains(name) }?.word ?? "that"
    return .unsupported("kmslab does not simulate \(word).")
  }
}
