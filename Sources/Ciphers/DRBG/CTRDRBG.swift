// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of SP 800-90A Rev. 1.

/// CTR_DRBG with AES-256 and without a derivation function, SP 800-90Ar1 §10.2.1.
///
/// A value: a copy continues on its own with the same bytes. Constant-time in its secrets.
package struct CTRDRBG: Sendable {
  /// seedlen of table 3: 32 bytes of Key and 16 of V.
  private static let seedByteCount = 48
  /// max_number_of_bits_per_request of table 3, in bytes.
  private static let requestByteCount = 65_536

  /// Key of §10.2.1.1.
  private var Key: SymmetricKey
  /// V of §10.2.1.1.
  private var V = Block.zero
  /// The reseed_counter of §10.2.1.1.
  private var reseedCounter: UInt64 = 1

  /// CTR_DRBG_Instantiate, §10.2.1.3.1: 48 bytes of entropy, at most 48 of personalization.
  package init(
    entropy: [UInt8], personalization: [UInt8] = [], with instructions: Instructions = .chosen
  ) throws(CipherError) {
    guard entropy.count == Self.seedByteCount, personalization.count <= Self.seedByteCount else {
      throw .incorrectParameterSize
    }
    Key = SymmetricKey([UInt8](repeating: 0, count: 32), with: instructions)
    var seedMaterial = entropy
    for i in personalization.indices { seedMaterial[i] ^= personalization[i] }
    update(with: seedMaterial)
    erase(&seedMaterial)
  }

  /// CTR_DRBG_Generate, §10.2.1.5.1.
  ///
  /// More than 65,536 bytes are served as several requests, all with the same additional input,
  /// which has at most 48 bytes. There is no reseeding: 2⁴⁸ requests are allowed, and not counted.
  package mutating func generate(_ count: Int, additionalInput: [UInt8] = []) -> [UInt8] {
    precondition(additionalInput.count <= Self.seedByteCount, "additional input over 48 bytes")
    var output: [UInt8] = []
    repeat {
      let request = min(count - output.count, Self.requestByteCount)
      let bytes = serve(request, additionalInput)
      if output.isEmpty { output = bytes } else { output.append(contentsOf: bytes) }
    } while output.count < count
    return output
  }

  /// The number of requests served so far.
  package var ordinal: UInt64 { reseedCounter - 1 }

  /// Key ‖ V ‖ reseed_counter, the whole working state of §10.2.1.1: a secret, to be hashed only.
  package var stateDigestInput: [UInt8] {
    Key.copyBytes() + V.bytes + Block(high: reseedCounter, low: 0).bytes.prefix(8)
  }
}

extension CTRDRBG {
  /// One request: steps 2 to 7 of §10.2.1.5.1.
  private mutating func serve(_ count: Int, _ additionalInput: [UInt8]) -> [UInt8] {
    if !additionalInput.isEmpty { update(with: additionalInput) }
    var output = [UInt8](repeating: 0, count: count)
    RoundKeys.lend(unchecked: Key) { roundKeys in
      var span = output.mutableSpan
      roundKeys.applyKeystream(from: V.adding(1), counting: .inc128, to: &span)
    }
    V = V.adding(UInt64((count + 15) / 16))
    update(with: additionalInput)
    reseedCounter += 1
    return output
  }

  /// CTR_DRBG_Update, §10.2.1.2; `data` is filled up with zeros to 48 bytes.
  private mutating func update(with data: [UInt8]) {
    let (k0, k1, v, _) = RoundKeys.lend(unchecked: Key) {
      $0.encrypt(V.adding(1), V.adding(2), V.adding(3), .zero)
    }
    var provided = [UInt8](repeating: 0, count: Self.seedByteCount)
    for i in data.indices { provided[i] = data[i] }
    Key = SymmetricKey(
      k0 ^ Block(provided.span, at: 0), k1 ^ Block(provided.span, at: 16), with: Key.instructions)
    V = v ^ Block(provided.span, at: 32)
    erase(&provided)
  }
}
