import Ciphers
import Testing

/// GCM in place, and of C ‖ T, against the functions that return a box.
@Suite struct GCMInPlaceTests {
  let key = SymmetricKey([UInt8](0..<32))
  let nonce = [UInt8](100..<112)
  let data = [UInt8](repeating: 0xAD, count: 21)

  @Test(arguments: [0, 1, 15, 16, 17, 63, 64, 65, 1000, 4099])
  func `A message sealed in place is the message of the box, and opens again`(count: Int) throws {
    var random = FixedRandom(state: UInt64(count))
    let message = random.bytes(count)
    let box = try AES.GCM.seal(message, using: key, nonce: nonce, authenticating: data)
    var buffer = message
    let tag = try AES.GCM.seal(inPlace: &buffer, using: key, nonce: nonce, authenticating: data)
    #expect(buffer == box.ciphertext)
    #expect(tag == box.tag)
    try AES.GCM.open(inPlace: &buffer, tag: tag, using: key, nonce: nonce, authenticating: data)
    #expect(buffer == message)
  }

  @Test func `Ciphertext and tag in one opens, also from the middle of a buffer`() throws {
    let message = [UInt8](0..<77)
    let box = try AES.GCM.seal(message, using: key, nonce: nonce, authenticating: data)
    let sealed = box.ciphertext + box.tag
    let buffer = [1, 2, 3] + sealed + [4, 5]
    let slice = buffer[3..<3 + sealed.count]
    #expect(try AES.GCM.open(slice, using: key, nonce: nonce, authenticating: data) == message)
    #expect(throws: CipherError.authenticationFailure) {
      try AES.GCM.open(buffer[2...], using: key, nonce: nonce, authenticating: data)
    }
  }

  @Test func `What is shorter than a tag is of the wrong size`() {
    #expect(throws: CipherError.incorrectParameterSize) {
      try AES.GCM.open(data[..<15], using: key, nonce: nonce, authenticating: data)
    }
  }

  @Test func `A refused ciphertext stays as it was`() throws {
    let box = try AES.GCM.seal(
      [UInt8](0..<77), using: key, nonce: nonce, authenticating: data)
    var wrong = box.tag
    wrong[15] ^= 1
    for (tag, error) in [
      (wrong, CipherError.authenticationFailure), (box.tag.dropLast(), .incorrectParameterSize),
    ] {
      var buffer = box.ciphertext
      #expect(throws: error) {
        try AES.GCM.open(inPlace: &buffer, tag: tag, using: key, nonce: nonce, authenticating: data)
      }
      #expect(buffer == box.ciphertext)
    }
  }

  @Test func `A message that cannot be sealed stays as it was`() {
    var buffer = [UInt8](0..<77)
    #expect(throws: CipherError.incorrectParameterSize) {
      try AES.GCM.seal(inPlace: &buffer, using: key, nonce: [], authenticating: data)
    }
    #expect(buffer == [UInt8](0..<77))
  }
}
