/// What a caller can get wrong, or what an attacker can do to a message; swift-crypto's names.
package enum CipherError: Error, Equatable, Sendable {
  /// An AES key of other than 16, 24 or 32 bytes, FIPS 197 §5.
  case incorrectKeySize
  /// An IV, tag, seed or other parameter outside the lengths that its standard allows.
  case incorrectParameterSize
  /// A message longer than its mode allows, such as 2³⁶ − 32 bytes for GCM, SP 800-38D §5.2.1.1.
  case messageTooLong
  /// Memory to write to that is also read from.
  case overlappingBuffers
  /// Bytes that do not encode what they should: DER of a key or a signature, a point of a curve.
  case invalidEncoding
  /// The tag does not belong to ciphertext, nonce, data and key: FAIL of SP 800-38D §7.2.
  case authenticationFailure
  /// A number or a point that its standard does not let be a key or a parameter.
  case invalidParameter
}
