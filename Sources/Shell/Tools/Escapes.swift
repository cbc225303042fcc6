/// Backslash escapes as bash's `echo -e` and `printf` have them.
struct Escapes {
  /// Whether an octal number needs a 0 before it, as for `echo -e`.
  let octalStartsWithZero: Bool

  /// The bytes of a text, and whether a `\c` ended it early.
  func bytes(of text: some Sequence<UInt8>) -> (bytes: [UInt8], isEnd: Bool) {
    var bytes: [UInt8] = []
    var rest = Array(text)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\\"), !append(&rest, to: &bytes) { return (bytes, true) }
      if byte != UInt8(ascii: "\\") { bytes.append(byte) }
    }
    return (bytes, false)
  }

  /// Adds what stands after a backslash; `false` for `\c`, which ends all output.
  func append(_ rest: inout ArraySlice<UInt8>, to bytes: inout [UInt8]) -> Bool {
    guard let letter = rest.first else {
      bytes.append(UInt8(ascii: "\\"))
      return true
    }
    if let number = number(after: letter, &rest) {
      bytes += number
      return true
    }
    rest.removeFirst()
    switch Unicode.Scalar(letter) {
    case "a": bytes.append(7)
    case "b": bytes.append(8)
    case "c": return false
    case "e", "E": bytes.append(27)
    case "f": bytes.append(12)
    case "n": bytes.append(10)
    case "r": bytes.append(13)
    case "t": bytes.append(9)
    case "v": bytes.append(11)
    case "\\": bytes.append(letter)
    case "\"" where !octalStartsWithZero: bytes.append(letter)
    default: bytes += [UInt8(ascii: "\\"), letter]
    }
    return true
  }

  /// The bytes of `\x41`, `\u00e9` or an octal number; `nil` if none stands here.
  private func number(after letter: UInt8, _ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
    var digits = rest
    switch Unicode.Scalar(letter) {
    case "x":
      digits.removeFirst()
      guard let value = take(&digits, 2, radix: 16) else { return nil }
      rest = digits
      return [UInt8(truncatingIfNeeded: value)]
    case "u", "U":
      digits.removeFirst()
      let length = letter == UInt8(ascii: "u") ? 4 : 8
      guard let value = take(&digits, length, radix: 16), let scalar = Unicode.Scalar(value) else {
        return nil
      }
      rest = digits
      return Array(String(Character(scalar)).utf8)
    case "0"..."7":
      if octalStartsWithZero {
        guard letter == UInt8(ascii: "0") else { return nil }
        digits.removeFirst()
      }
      let value = take(&digits, 3, radix: 8) ?? 0
      rest = digits
      return [UInt8(truncatingIfNeeded: value)]
    default: return nil
    }
  }

  /// The number of at most so many digits that starts here.
  private func take(_ digits: inout ArraySlice<UInt8>, _ most: Int, radix: Int) -> UInt32? {
    var value: UInt32?
    for _ in 0..<most {
      guard let byte = digits.first, byte < 0x80,
        let digit = Character(Unicode.Scalar(byte)).hexDigitValue, digit < radix
      else { break }
      value = (value ?? 0) &* UInt32(radix) &+ UInt32(digit)
      digits.removeFirst()
    }
    return value
  }
}
