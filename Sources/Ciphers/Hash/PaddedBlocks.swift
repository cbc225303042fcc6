/// The inner function of a hash: FIPS 180-4 §6, or RFC 1321 §3.4.
protocol Compression: Sendable {
  /// The length of a block in bytes.
  static var blockByteCount: Int { get }
  /// The length of the field that ends the padding, FIPS 180-4 §5.1, in bytes.
  static var lengthByteCount: Int { get }
  /// Whether words begin with their most significant byte: in FIPS 180-4 §3.1, not in RFC 1321 §2.
  static var isBigEndian: Bool { get }

  /// Updates the hash value with all blocks of a span.
  mutating func compress(_ blocks: Span<UInt8>)
  /// The hash value as bytes, all of it.
  var bytes: [UInt8] { get }
}

/// A compression that takes one block at a time.
protocol BlockCompression: Compression {
  /// Updates the hash value with the block at `offset`.
  mutating func compress(_ block: Span<UInt8>, at offset: Int)
}

extension BlockCompression {
  /// Updates the hash value with all blocks of a span, one after the other.
  mutating func compress(_ blocks: Span<UInt8>) {
    for offset in stride(from: 0, to: blocks.count, by: Self.blockByteCount) {
      compress(blocks, at: offset)
    }
  }
}

/// Cuts a message into blocks and pads the last, FIPS 180-4 §5.1 and §5.2.1, or RFC 1321 §3.1.
struct PaddedBlocks<Core: Compression>: Sendable {
  /// The hash value H⁽ⁱ⁾ so far, FIPS 180-4 §6.
  private var hashValue: Core
  /// The bytes of a block that is not yet full.
  private var pending: [UInt8] = []
  /// The length of the message so far, l of FIPS 180-4 §5.1, in bytes.
  private var byteCount: UInt64 = 0

  /// Starts with the hash value H⁽⁰⁾.
  init(_ initial: Core) {
    hashValue = initial
  }

  /// Compresses every block that is now full, and keeps the rest.
  mutating func update(_ data: Span<UInt8>) {
    byteCount &+= UInt64(data.count)
    var offset = 0
    if !pending.isEmpty {
      offset = min(data.count, Core.blockByteCount - pending.count)
      for i in 0..<offset { pending.append(data[i]) }
      guard pending.count == Core.blockByteCount else { return }
      compressPending()
    }
    let whole = (data.count - offset) & -Core.blockByteCount
    if whole > 0 {
      hashValue.compress(data.extracting(offset..<offset + whole))
      offset += whole
    }
    for i in offset..<data.count { pending.append(data[i]) }
  }

  /// Appends 1, zeros and the length in bits, and returns the last hash value.
  consuming func finalize() -> [UInt8] {
    let bitCount = Core.isBigEndian ? byteCount &* 8 : (byteCount &* 8).byteSwapped
    pending.append(0x80)
    while (pending.count + Core.lengthByteCount) % Core.blockByteCount != 0 { pending.append(0) }
    for _ in 8..<Core.lengthByteCount { pending.append(0) }
    for shift in stride(from: 56, through: 0, by: -8) {
      pending.append(UInt8(truncatingIfNeeded: bitCount >> UInt64(shift)))
    }
    compressPending()
    return hashValue.bytes
  }

  /// Compresses the pending bytes, whole blocks by now, and erases them: they may be part of a key.
  private mutating func compressPending() {
    var blocks = pending
    pending = []
    hashValue.compress(blocks.span)
    erase(&blocks)
  }
}
