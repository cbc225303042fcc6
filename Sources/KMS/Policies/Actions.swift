import Access

extension KMSState {
  /// Whether an action encrypts or decrypts, and so has an encryption context.
  package static func isCryptographic(_ action: String) -> Bool {
    let small = action.lowercasedASCII
    return ["kms:encrypt", "kms:decrypt", "kms:reencrypt", "kms:generatedatakey"]
      .contains { small.hasPrefix($0) } || small == "kms:creategrant"
  }

  /// Whether AWS documents an action on keys of other accounts: cryptography, grants, and little
  /// else.
  package static func worksAcrossAccounts(_ action: String) -> Bool {
    let small = action.lowercasedASCII
    return isCryptographic(action)
      || [
        "kms:describekey", "kms:getpublickey", "kms:getkeyrotationstatus", "kms:sign", "kms:verify",
        "kms:generatemac", "kms:verifymac", "kms:derivesharedsecret", "kms:listgrants",
        "kms:revokegrant", "kms:retiregrant",
      ].contains(small)
  }
}
