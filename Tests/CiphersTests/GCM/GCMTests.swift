import Ciphers
import Testing

@Suite struct GCMTests {
  @Test(arguments: Instructions.all, try vectors("aes-gcm-mcgrew-viega.txt"))
  func `McGrew and Viega: test cases 1 to 18`(
    instructions: Instructions, vector: VectorRecord
  ) throws {
    try check(vector, instructions)
  }

  @Test(arguments: Instructions.all)
  func `Wycheproof: valid cases pass both ways, invalid ones are refused`(
    instructions: Instructions
  ) throws {
    for vector in try vectors("aes-gcm-wycheproof.txt") {
      if try vector.text("Result") == "valid" {
        try check(vector, instructions)
      } else {
        try refuse(vector, instructions)
      }
    }
  }

  /// Both directions of a good vector.
  private func check(_ vector: VectorRecord, _ instructions: Instructions) throws {
    let key = try SymmetricKey(vector.bytes("Key"), with: instructions)
    let (message, data) = (try vector.bytes("Plaintext"), try vector.bytes("AAD"))
    let nonce = try vector.bytes("IV")
    let box = AES.GCM.SealedBox(
      ciphertext: try vector.bytes("Ciphertext"), tag: try vector.bytes("Tag"))
    let sealed = try AES.GCM.seal(message, using: key, nonce: nonce, authenticating: data)
    #expect(sealed == box, "\(vector.testDescription)")
    let opened = try AES.GCM.open(box, using: key, nonce: nonce, authenticating: data)
    #expect(opened == message, "\(vector.testDescription)")
  }

  /// A bad vector must not open.
  private func refuse(_ vector: VectorRecord, _ instructions: Instructions) throws {
    let key = try SymmetricKey(vector.bytes("Key"), with: instructions)
    let (nonce, data) = (try vector.bytes("IV"), try vector.bytes("AAD"))
    let box = AES.GCM.SealedBox(
      ciphertext: try vector.bytes("Ciphertext"), tag: try vector.bytes("Tag"))
    let expected: CipherError = nonce.isEmpty ? .incorrectParameterSize : .authenticationFailure
    #expect(throws: expected, "\(vector.testDescription)") {
      try AES.GCM.open(box, using: key, nonce: nonce, authenticating: data)
    }
  }
}

/// What a small sealed message refuses.
@Suite struct GCMRefusalTests {
  let key = SymmetricKey([UInt8](0..<32))
  let nonce = [UInt8](100..<112)
  let data = [UInt8](repeating: 0xAD, count: 21)
  let message = [UInt8]("a message of 35 bytes, not 2 blocks".utf8)
  let box: AES.GCM.SealedBox

  init() throws {
    box = try AES.GCM.seal(message, using: key, nonce: nonce, authenticating: data)
  }

  @Test func `The message itself opens`() throws {
    #expect(box.ciphertext.count == message.count)
    #expect(try AES.GCM.open(box, using: key, nonce: nonce, authenticating: data) == message)
  }

  @Test func `A flip of any bit of tag, ciphertext, data or nonce is refused`() {
    for tag in flips(box.tag) { refuse(tag: tag) }
    for ciphertext in flips(box.ciphertext) { refuse(ciphertext: ciphertext) }
    for data in flips(data) { refuse(data: data) }
    for nonce in flips(nonce) { refuse(nonce: nonce) }
  }

  @Test func `Ciphertext, data or nonce that are cut or extended are refused`() {
    refuse(ciphertext: box.ciphertext.dropLast())
    refuse(ciphertext: box.ciphertext + [0])
    refuse(ciphertext: [])
    refuse(data: data.dropLast())
    refuse(data: data + [0])
    refuse(data: [])
    refuse(nonce: nonce.dropLast())
    refuse(nonce: nonce + [0])
  }

  @Test func `Another key is refused`() {
    for bytes in flips([UInt8](0..<32)) { refuse(key: SymmetricKey(bytes)) }
  }

  @Test(arguments: [0, 1, 4, 12, 15, 17, 32])
  func `A tag that has not 16 bytes is of the wrong size`(count: Int) {
    let tag = Array((box.tag + box.tag).prefix(count))
    refuse(tag: tag, as: .incorrectParameterSize)
  }

  @Test func `An empty nonce is of the wrong size, sealing and opening`() {
    refuse(nonce: [], as: .incorrectParameterSize)
    #expect(throws: CipherError.incorrectParameterSize) {
      try AES.GCM.seal(message, using: key, nonce: [], authenticating: data)
    }
  }

  @Test(arguments: [0, 8, 15, 20, 31, 33])
  func `A key that is no AES key is of the wrong size, sealing and opening`(count: Int) {
    let key = SymmetricKey([UInt8](repeating: 0, count: count))
    refuse(key: key, as: .incorrectKeySize)
    #expect(throws: CipherError.incorrectKeySize) {
      try AES.GCM.seal(message, using: key, nonce: nonce, authenticating: data)
    }
  }

  /// Opens the message with some parts replaced.
  private func refuse(
    key: SymmetricKey? = nil, nonce: [UInt8]? = nil, data: [UInt8]? = nil,
    ciphertext: [UInt8]? = nil, tag: [UInt8]? = nil,
    as expected: CipherError = .authenticationFailure
  ) {
    let changed = AES.GCM.SealedBox(
      ciphertext: ciphertext ?? box.ciphertext, tag: tag ?? box.tag)
    #expect(throws: expected) {
      try AES.GCM.open(
        changed, using: key ?? self.key, nonce: nonce ?? self.nonce,
        authenticating: data ?? self.data)
    }
  }

  /// All strings that differ in one bit.
  private func flips(_ bytes: [UInt8]) -> [[UInt8]] {
    (0..<8 * bytes.count).map { bit in
      var changed = bytes
      changed[bit / 8] ^= 1 << UInt8(bit % 8)
      return changed
    }
  }
}
