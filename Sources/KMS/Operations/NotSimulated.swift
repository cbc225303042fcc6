/// The operations of KMS that AWS has and this program has not, with what it has instead.
package enum NotSimulatedByKMS {
  private static let groups: [(word: String, names: [String])] = [
    (
      "custom key stores; its keys are of the origins AWS_KMS and EXTERNAL",
      [
        "ConnectCustomKeyStore", "CreateCustomKeyStore", "DeleteCustomKeyStore",
        "DescribeCustomKeyStores", "DisconnectCustomKeyStore", "UpdateCustomKeyStore",
      ]
    ),
  ]

  /// The names of all of them.
  package static let names = groups.flatMap(\.names)

  /// The refusal of one of them, in a plain word.
  package static func refusal(_ name: String) -> KMSFailure {
    let word = groups.first { $0.names.contains(name) }?.word ?? "that"
    return .unsupported("kmslab does not simulate \(word).")
  }
}
