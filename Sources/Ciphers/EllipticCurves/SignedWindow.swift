/// Five bits of a scalar as a digit from −16 to 16, after Booth: 32 of one window are taken as −32
/// of it and one of the next, so that a table of 16 multiples serves all digits.
struct SignedWindow {
  /// How many bits a window has.
  static let width = 5
  /// How many multiples a table has: 1 to 16.
  static let multiples = 16

  /// The digit without its sign, 0 to 16.
  let magnitude: UInt64
  /// All ones if the digit is negative.
  let negative: UInt64

  /// The windows of a number of so many bits: with the carry out of the last there is one bit more.
  @inline(__always)
  static func count(bits: Int) -> Int { bits / width + 1 }

  /// Window i of a secret number; i is public.
  @inline(__always)
  init(_ i: Int, of number: some FixedLengthNumber) {
    // The window's bits, and the highest of the window below, which has one of ours to give back.
    let bits = number.bits(at: Self.width * i - 1, width: Self.width + 1)
    negative = 0 &- (bits &>> UInt64(Self.width))
    let doubled = (bits ^ negative) & 63
    magnitude = (doubled &+ 1) &>> 1
  }

  /// All ones if the digit's magnitude is j.
  @inline(__always)
  func isMagnitude(_ j: UInt64) -> UInt64 {
    // Zero alone has a top bit after one is taken away.
    0 &- (((magnitude ^ j) &- 1) &>> 63)
  }
}
