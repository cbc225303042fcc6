/// How to write an argument so that it is read back as itself, here and in any POSIX shell.
package func quoted(_ word: String) -> String {
  if !word.isEmpty, word.utf8.allSatisfy(isPlain) { return word }
  var text: [UInt8] = [UInt8(ascii: "'")]
  for byte in word.utf8 {
    if byte == UInt8(ascii: "'") { text += "'\\''".utf8 } else { text.append(byte) }
  }
  text.append(UInt8(ascii: "'"))
  return String(decoding: text, as: UTF8.self)
}

/// Whether a byte means itself outside quotes in any shell.
private func isPlain(_ byte: UInt8) -> Bool {
  switch Unicode.Scalar(byte) {
  case "a"..."z", "A"..."Z", "0"..."9": true
  case "_", "-", ".", ",", "/", ":", "@", "%", "+", "=": true
  default: false
  }
}
