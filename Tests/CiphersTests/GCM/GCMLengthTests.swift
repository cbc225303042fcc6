import Ciphers
import Testing

/// GCM of every length, against OpenSSL: the forms for short and long messages, and the
/// places where one hands over to the other.
@Suite struct GCMLengthTests {
  @Test(arguments: Instructions.all, [16, 24, 32])
  func `GCM agrees for messages of 0 to 4,100 bytes`(
    instructions: Instructions, keyBytes: Int
  ) throws {
    var random = FixedRandom(state: UInt64(keyBytes) + 4100)
    let pool = random.bytes(5000)
    let (key, nonce) = (random.bytes(keyBytes), random.bytes(12))
    let ours = Ciphers.SymmetricKey(key, with: instructions)
    for count in 0...4100 {
      let offset = count % 17
      let message = Array(pool[offset..<offset + count])
      let data = Array(pool[..<(count % 70)])
      let box = try Oracle.seal(message, key: key, nonce: nonce, authenticating: data)
      // In place.
      var buffer = message
      let tag = try Ciphers.AES.GCM.seal(
        inPlace: &buffer, using: ours, nonce: nonce, authenticating: data)
      #expect(box.ciphertext.elementsEqual(buffer) && box.tag.elementsEqual(tag), "\(count) bytes")
      try Ciphers.AES.GCM.open(
        inPlace: &buffer, tag: tag, using: ours, nonce: nonce, authenticating: data)
      #expect(buffer == message, "\(count) bytes")
      // From one odd place in memory to another.
      var memory = [UInt8](repeating: 0, count: count + 40)
      let given = try sealed(
        pool.span.extracting(offset..<offset + count), into: &memory, at: 16 - offset, ours, nonce,
        data)
      #expect(given == tag && memory[(17 - offset)...].prefix(count).elementsEqual(box.ciphertext))
    }
  }

  /// Seals into a part of `memory`, and returns the tag.
  private func sealed(
    _ message: Span<UInt8>, into memory: inout [UInt8], at place: Int,
    _ key: Ciphers.SymmetricKey, _ nonce: [UInt8], _ data: [UInt8]
  ) throws -> [UInt8] {
    var tag = [UInt8](repeating: 0, count: 16)
    var span = memory.mutableSpan
    var output = span._mutatingExtracting(place + 1..<place + 1 + message.count)
    var end = tag.mutableSpan
    try Ciphers.AES.GCM.seal(
      message, into: &output, tag: &end, using: key, nonce: nonce.span, authenticating: data.span)
    return tag
  }

  @Test(arguments: Instructions.all, 0..<12)
  func `GCM agrees for large messages, wherever they lie in memory`(
    instructions: Instructions, seed: Int
  ) throws {
    var random = FixedRandom(state: UInt64(seed))
    let count = Int.random(in: 4_100...70_000, using: &random)
    let (key, nonce) = (random.bytes(32), random.bytes(Int.random(in: 1...99, using: &random)))
    let message = random.bytes(count)
    let data = Array(message.prefix(Int.random(in: 0...4000, using: &random)))
    let box = try Oracle.seal(message, key: key, nonce: nonce, authenticating: data)
    var memory = [UInt8](repeating: 0, count: count + 40)
    var span = memory.mutableSpan
    var output = span._mutatingExtracting(seed..<seed + count)
    var tag = [UInt8](repeating: 0, count: 16)
    var tagSpan = tag.mutableSpan
    try Ciphers.AES.GCM.seal(
      message.span, into: &output, tag: &tagSpan, using: SymmetricKey(key, with: instructions),
      nonce: nonce.span, authenticating: data.span)
    #expect(box.ciphertext == Array(memory[seed..<seed + count]))
    #expect(box.tag.elementsEqual(tag))
    #expect(
      memory[..<seed].allSatisfy { $0 == 0 } && memory[(seed + count)...].allSatisfy { $0 == 0 })
  }

  @Test(arguments: Instructions.all, [0, 1, 4, 11, 17, 31, 32, 33, 100])
  func `GCM's counter wraps around in 32 bits, also amid 8 or 32 blocks`(
    instructions: Instructions, before: UInt32
  ) throws {
    let key = [UInt8](7..<39)
    let nonce = try self.nonce(countingFrom: 0 &- before, key)
    for count in [90, 300, 4000] {
      let message = [UInt8](repeating: 0x5A, count: count)
      let box = try Oracle.seal(message, key: key, nonce: nonce)
      let ours = try Ciphers.AES.GCM.seal(
        message, using: SymmetricKey(key, with: instructions), nonce: nonce, authenticating: [])
      #expect(box.ciphertext == ours.ciphertext)
      #expect(box.tag.elementsEqual(ours.tag))
    }
  }

  /// The nonce of 16 bytes whose J₀ ends in `counter`: ((J₀ • H⁻¹) ⊕ its length) • H⁻¹.
  private func nonce(countingFrom counter: UInt32, _ key: [UInt8]) throws -> [UInt8] {
    typealias Trace = Ciphers.AES.GCM.Trace
    let trace = try Ciphers.AES.GCM.trace([], key: key, nonce: [1], authenticating: [])
    // H^(2¹²⁸ − 2) by 127 squarings.
    var (power, inverse) = (trace.H, [0x80] + [UInt8](repeating: 0, count: 15))
    for _ in 1..<128 {
      power = Trace.multiply(power, power)
      inverse = Trace.multiply(inverse, power)
    }
    let last = (0..<4).map { (i: Int) -> UInt8 in
      UInt8(truncatingIfNeeded: counter >> UInt32(24 - 8 * i))
    }
    var sum = Trace.multiply([UInt8](0..<12) + last, inverse)
    sum[15] ^= 128
    return Trace.multiply(sum, inverse)
  }

  @Test(arguments: Instructions.all, [8, 50, 500, 4096])
  func `Counter mode on many blocks is the cipher on each, also when the counter carries`(
    instructions: Instructions, blocks: Int
  ) throws {
    var random = FixedRandom(state: UInt64(blocks))
    let key = SymmetricKey(random.bytes(32), with: instructions)
    // Also where the carry falls between one pass of the wide form and the next.
    for start in [UInt64.max - 40, 0xFFFF_FFFF - 40, 0xFFFF_FFE0, 0xFFFF_FF00, 5] as [UInt64] {
      let low = (0..<8).map { (i: Int) -> UInt8 in
        UInt8(truncatingIfNeeded: start >> UInt64(56 - 8 * i))
      }
      let counter: [UInt8] = random.bytes(8) + low
      let zeros = [UInt8](repeating: 0, count: 16 * blocks)
      let keystream = try Ciphers.AES.CTR.apply(to: zeros, using: key, counter: counter)
      for i in stride(from: 0, to: blocks, by: blocks > 100 ? 7 : 1) {
        var block = counter
        var carry = i
        for j in stride(from: 15, through: 0, by: -1) {
          carry += Int(block[j])
          block[j] = UInt8(carry & 0xFF)
          carry >>= 8
        }
        let expected = try Ciphers.AES.encrypt(block: block, using: key)
        #expect(keystream[16 * i..<16 * i + 16].elementsEqual(expected), "block \(i)")
      }
    }
  }
}
