import Ciphers
import Testing

/// Streams, shortened tags, given buffers, and what is refused.
@Suite struct GCMStreamTests {
  let key = SymmetricKey([UInt8](0..<32))
  let data = [UInt8](repeating: 0xAD, count: 21)

  @Test(arguments: Instructions.all, 0..<60)
  func `A message in chunks is the message in one`(instructions: Instructions, seed: Int) throws {
    let key = SymmetricKey([UInt8](0..<32), with: instructions)
    var random = FixedRandom(state: UInt64(seed))
    let message = random.bytes(Int.random(in: 0...3000, using: &random))
    let nonce = random.bytes(seed % 2 == 0 ? 12 : 1 + seed)
    let box = try AES.GCM.seal(message, using: key, nonce: nonce, authenticating: data)
    var sealing = try AES.GCM.Sealing(using: key, nonce: nonce, authenticating: data)
    var ciphertext: [UInt8] = []
    for piece in pieces(of: message, &random) {
      var chunk = Array(piece)
      try sealing.update(inPlace: &chunk)
      ciphertext += chunk
    }
    #expect(sealing.finalize() == box.tag)
    #expect(ciphertext == box.ciphertext)
    var verification = try AES.GCM.Verification(using: key, nonce: nonce, authenticating: data)
    for piece in pieces(of: ciphertext, &random) { try verification.update(Array(piece)) }
    var decryption = try verification.finalize(tag: box.tag)
    var opened: [UInt8] = []
    for piece in pieces(of: ciphertext, &random) {
      var chunk = Array(piece)
      try decryption.update(inPlace: &chunk)
      opened += chunk
    }
    try decryption.finalize()
    #expect(opened == message)
  }

  @Test func `A wrong tag gives nothing that decrypts`() {
    for count in [15, 16] {
      #expect(throws: count == 16 ? CipherError.authenticationFailure : .incorrectParameterSize) {
        try verify([1, 2, 3], tag: [UInt8](repeating: 0, count: count))
      }
    }
  }

  private func verify(_ ciphertext: [UInt8], tag: [UInt8]) throws(CipherError) {
    var verification = try AES.GCM.Verification(using: key, nonce: [1], authenticating: data)
    try verification.update(ciphertext)
    _ = try verification.finalize(tag: tag)
  }

  @Test func `A ciphertext that changed, shrank or grew between the passes is found out`() throws {
    let box = try AES.GCM.seal([UInt8](0..<40), using: key, nonce: [1], authenticating: data)
    for change in 0..<3 {
      var verification = try AES.GCM.Verification(using: key, nonce: [1], authenticating: data)
      try verification.update(box.ciphertext)
      var decryption = try verification.finalize(tag: box.tag)
      var chunk = box.ciphertext
      if change == 0 { chunk[7] ^= 1 }
      if change == 1 { chunk.removeLast() }
      if change == 2 { chunk.append(0) }
      var error: CipherError?
      do throws(CipherError) {
        try decryption.update(inPlace: &chunk)
        try decryption.finalize()
      } catch let caught { error = caught }
      #expect(error == (change == 2 ? .incorrectParameterSize : .authenticationFailure))
    }
  }

  @Test(arguments: 0...20)
  func `Tags have 12 to 16 bytes, and one length does not pass for another`(count: Int) throws {
    let (nonce, message) = ([UInt8](0..<12), [UInt8](0..<50))
    let whole = try AES.GCM.seal(message, using: key, nonce: nonce, authenticating: data)
    guard (12...16).contains(count) else {
      var buffer = message
      #expect(throws: CipherError.incorrectParameterSize) {
        try AES.GCM.seal(
          inPlace: &buffer, using: key, nonce: nonce, authenticating: data, tagByteCount: count)
      }
      #expect(buffer == message)
      let box = AES.GCM.SealedBox(
        ciphertext: whole.ciphertext, tag: [UInt8](repeating: 0, count: count))
      #expect(throws: CipherError.incorrectParameterSize) {
        try AES.GCM.open(box, using: key, nonce: nonce, authenticating: data, tagByteCount: count)
      }
      return
    }
    let box = try AES.GCM.seal(
      message, using: key, nonce: nonce, authenticating: data, tagByteCount: count)
    #expect(box.tag == Array(whole.tag.prefix(count)))
    #expect(
      try AES.GCM.open(box, using: key, nonce: nonce, authenticating: data, tagByteCount: count)
        == message)
    guard count < 16 else { return }
    #expect(throws: CipherError.incorrectParameterSize) {
      try AES.GCM.open(box, using: key, nonce: nonce, authenticating: data)
    }
  }

  @Test func `Lengths beyond the mode's limit are refused`() throws {
    #expect(AES.GCM.messageByteLimit == 68_719_476_704)
    try AES.GCM.check(key: key, nonce: 1, message: AES.GCM.messageByteLimit)
    #expect(throws: CipherError.messageTooLong) {
      try AES.GCM.check(key: key, nonce: 12, message: AES.GCM.messageByteLimit + 1)
    }
    #expect(throws: CipherError.incorrectKeySize) {
      try AES.GCM.check(key: SymmetricKey([1]), nonce: 12, message: 1)
    }
    #expect(throws: CipherError.incorrectParameterSize) {
      _ = try AES.GCM.Sealing(using: key, nonce: [], authenticating: data).finalize()
    }
  }

  @Test func `A given buffer of another length is refused and not touched`() throws {
    let message = [UInt8](0..<50)
    for (count, tagCount) in [(49, 16), (51, 16), (50, 11), (50, 17)] {
      var output = [UInt8](repeating: 9, count: count)
      var tag = [UInt8](repeating: 9, count: tagCount)
      var error: CipherError?
      do throws(CipherError) {
        var span = output.mutableSpan
        var tagSpan = tag.mutableSpan
        try AES.GCM.seal(
          message.span, into: &span, tag: &tagSpan, using: key, nonce: message.span,
          authenticating: data.span)
      } catch let caught { error = caught }
      #expect(error == .incorrectParameterSize)
      #expect(output.allSatisfy { $0 == 9 } && tag.allSatisfy { $0 == 9 })
    }
  }

  @Test(arguments: [0, 1, 15, 31, 32, 33, 64], [0, 16, 20])
  func `Buffers that overlap are refused, and nothing is written`(shift: Int, place: Int) throws {
    // The message and what is read beside it lie at the beginning, what is written later.
    var memory = [UInt8](0..<100)
    let before = memory
    let (count, key) = (32, self.key)
    var errors: [CipherError?] = []
    unsafe memory.withUnsafeMutableBufferPointer { memory in
      let input = unsafe Span(_unsafeElements: UnsafeBufferPointer(rebasing: memory[..<count]))
      let other = unsafe Span(
        _unsafeElements: UnsafeBufferPointer(rebasing: memory[place..<place + 12]))
      let tag = unsafe Span(_unsafeElements: UnsafeBufferPointer(rebasing: memory[..<16]))
      var output = unsafe MutableSpan(
        _unsafeElements: UnsafeMutableBufferPointer(rebasing: memory[shift..<shift + count]))
      do throws(CipherError) {
        try AES.GCM.open(
          input, tag: tag, into: &output, using: key, nonce: other, authenticating: other)
      } catch { errors.append(error) }
    }
    #expect(errors == [shift < 32 ? .overlappingBuffers : .authenticationFailure])
    #expect(memory == before)
  }

  @Test(arguments: [(0, 40), (40, 40), (50, 40), (40, 5), (80, 90)])
  func `Sealing refuses a ciphertext or tag that is read too`(row: (output: Int, tag: Int)) {
    var memory = [UInt8](0..<120)
    let before = memory
    let key = self.key
    var caught: CipherError?
    unsafe memory.withUnsafeMutableBufferPointer { memory in
      let input = unsafe Span(_unsafeElements: UnsafeBufferPointer(rebasing: memory[..<32]))
      var output = unsafe MutableSpan(
        _unsafeElements: UnsafeMutableBufferPointer(
          rebasing: memory[row.output..<row.output + 32]))
      var tag = unsafe MutableSpan(
        _unsafeElements: UnsafeMutableBufferPointer(rebasing: memory[row.tag..<row.tag + 16]))
      do throws(CipherError) {
        try AES.GCM.seal(
          input, into: &output, tag: &tag, using: key, nonce: input, authenticating: input)
      } catch { caught = error }
    }
    #expect(caught == .overlappingBuffers)
    #expect(memory == before)
  }

  @Test(arguments: Instructions.all, [0, 1, 16, 33, 100, 240, 600])
  func `Every single changed bit is refused, and nothing is written`(
    instructions: Instructions, count: Int
  ) throws {
    let key = SymmetricKey([UInt8](0..<32), with: instructions)
    let (nonce, message) = ([UInt8](0..<12), [UInt8](repeating: 0x42, count: count))
    let box = try AES.GCM.seal(message, using: key, nonce: nonce, authenticating: data)
    var parts = [box.ciphertext, box.tag, nonce, data]
    for part in parts.indices {
      for bit in 0..<parts[part].count * 8 {
        parts[part][bit / 8] ^= 1 << UInt8(bit % 8)
        var output = parts[0]
        #expect(throws: CipherError.authenticationFailure, "part \(part), bit \(bit)") {
          try AES.GCM.open(
            inPlace: &output, tag: parts[1], using: key, nonce: parts[2],
            authenticating: parts[3])
        }
        #expect(output == parts[0])
        parts[part][bit / 8] ^= 1 << UInt8(bit % 8)
      }
    }
  }
}
