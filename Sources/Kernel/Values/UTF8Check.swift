/// Finds bytes that are no UTF-8.
package enum UTF8Check {
  /// The offset at which the text stops to be UTF-8; `nil` for a valid text.
  ///
  /// That is where the first ill-formed sequence starts, a character that is cut off included.
  package static func firstInvalidByte(in text: [UInt8]) -> Int? {
    if String(validating: text, as: UTF8.self) != nil { return nil }
    var parser = Unicode.UTF8.ForwardParser()
    var bytes = text.makeIterator()
    var offset = 0
    while case .valid(let character) = parser.parseScalar(from: &bytes) {
      offset += character.count
    }
    return offset
  }
}
