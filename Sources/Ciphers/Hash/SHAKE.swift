/// The sponge of FIPS 202 §4 on Keccak-p[1600, 24]: takes in a message, then gives out bytes.
///
/// Takes time that depends on lengths only.
struct Sponge: Sendable {
  /// The state array of §3.1.
  private var keccak = Keccak<UInt64>()
  /// r of §4, in bytes; a multiple of 8, as it is for all functions of §6.
  private let rate: Int
  /// How many bytes of the block are taken in, or given out.
  private var offset = 0

  /// An empty message, to be taken in by blocks of `rate` bytes.
  init(rate: Int) {
    self.rate = rate
  }

  /// Adds to the message: step 6 of Algorithm 8.
  mutating func absorb(_ data: Span<UInt8>) {
    var i = 0
    while i < data.count {
      if offset & 7 == 0, data.count &- i >= 8 {
        keccak.lanes[offset &>> 3] ^= data.littleEndian(at: i)
        (i, offset) = (i &+ 8, offset &+ 8)
      } else {
        keccak.add(data[i], at: offset)
        (i, offset) = (i &+ 1, offset &+ 1)
      }
      if offset == rate { permute() }
    }
  }

  /// Ends the message: the suffix of §6, and the padding pad10*1 of §5.1.
  ///
  /// `suffix` holds the bits that the function adds to the message, and the first bit 1 of the
  /// padding, as table 6 in appendix B.2 has them: 06 for SHA-3, 1F for SHAKE.
  mutating func finish(suffix: UInt8) {
    keccak.add(suffix, at: offset)
    keccak.add(0x80, at: rate &- 1)
    permute()
  }

  /// Gives out bytes that follow those given out before: steps 7 to 10 of Algorithm 8.
  mutating func squeeze(into output: inout MutableSpan<UInt8>) {
    for i in output.indices { output[i] = squeezeByte() }
  }

  /// The next byte.
  mutating func squeezeByte() -> UInt8 {
    if offset == rate { permute() }
    defer { offset &+= 1 }
    return keccak.byte(at: offset)
  }

  /// The next bytes.
  mutating func squeeze(_ count: Int) -> [UInt8] {
    var output = [UInt8](repeating: 0, count: count)
    var span = output.mutableSpan
    squeeze(into: &span)
    return output
  }

  /// Overwrites the state, from which what it took in could be computed.
  mutating func destroy() {
    unsafe withUnsafeMutableBytes(of: &keccak) { unsafe erase($0) }
  }

  /// Starts the next block.
  private mutating func permute() {
    keccak.permute()
    offset = 0
  }
}

/// The state as a string, FIPS 202 §3.1.2 and appendix B.1: a lane's first byte is its lowest.
extension Keccak<UInt64> {
  /// Adds to a byte of the string.
  @inline(__always)
  fileprivate mutating func add(_ byte: UInt8, at offset: Int) {
    lanes[offset &>> 3] ^= UInt64(byte) &<< UInt64(8 &* (offset & 7))
  }

  /// A byte of the string.
  @inline(__always)
  fileprivate func byte(at offset: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: lanes[offset &>> 3] &>> UInt64(8 &* (offset & 7)))
  }
}

/// An extendable-output function of FIPS 202 §6.2: first `update`, then `squeeze`.
package protocol ExtendableOutputFunction: Sendable {
  /// The length of a block, r of §4, in bytes.
  static var blockByteCount: Int { get }
  /// An empty message.
  init()
  /// Adds to the message.
  mutating func update(_ data: Span<UInt8>)
  /// Ends the message, and returns the first `count` bytes of its output.
  consuming func finalize(_ count: Int) -> [UInt8]
}

extension ExtendableOutputFunction {
  /// The first `count` bytes of output for a whole message.
  package static func hash(_ data: [UInt8], count: Int) -> [UInt8] {
    var function = Self()
    function.update(data.span)
    return function.finalize(count)
  }

  /// Adds to the message.
  package mutating func update(_ data: [UInt8]) {
    update(data.span)
  }
}

/// SHAKE128, FIPS 202 §6.2.
package struct SHAKE128: ExtendableOutputFunction {
  /// The length of a block, table 3, in bytes.
  package static let blockByteCount = 168
  private var sponge = Sponge(rate: blockByteCount)

  /// Starts an empty message.
  package init() {}

  /// Adds to the message.
  package mutating func update(_ data: Span<UInt8>) {
    sponge.absorb(data)
  }

  /// Ends the message, and returns the first `count` bytes of its output.
  package consuming func finalize(_ count: Int) -> [UInt8] {
    sponge.finish(suffix: 0x1F)
    return sponge.squeeze(count)
  }
}

/// SHAKE256, FIPS 202 §6.2.
package struct SHAKE256: ExtendableOutputFunction {
  /// The length of a block, table 3, in bytes.
  package static let blockByteCount = 136
  private var sponge = Sponge(rate: blockByteCount)

  /// Starts an empty message.
  package init() {}

  /// Adds to the message.
  package mutating func update(_ data: Span<UInt8>) {
    sponge.absorb(data)
  }

  /// Ends the message, and returns the first `count` bytes of its output.
  package consuming func finalize(_ count: Int) -> [UInt8] {
    sponge.finish(suffix: 0x1F)
    defer { sponge.destroy() }
    return sponge.squeeze(count)
  }
}
