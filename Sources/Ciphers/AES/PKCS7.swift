/// The padding of CBC, RFC 5652 §6.3 (PKCS #7): 1 to 16 bytes that all say how many they are.
package enum PKCS7 {
  /// The message, filled up to whole blocks; a message of whole blocks gets one more.
  package static func padded(_ message: [UInt8]) -> [UInt8] {
    let count = 16 - message.count % 16
    return message + [UInt8](repeating: UInt8(count), count: count)
  }

  /// The message without its padding; `nil` where the last block ends in none.
  ///
  /// The last block is looked at in constant time; whether it was padded, and by how much, is then
  /// no secret any more. Who can ask that of ciphertexts of his own reads others: a padding oracle.
  package static func unpadded(_ message: [UInt8]) -> [UInt8]? {
    guard !message.isEmpty, message.count.isMultiple(of: 16) else { return nil }
    let count = message[message.count - 1]
    // Bit 8 and above of a difference tell that it fell below zero.
    var fault = ((UInt16(count) &- 1) | (16 &- UInt16(count))) & 0xFF00
    for i in 1...16 {
      let isPadding = (UInt16(i) &- UInt16(count) &- 1) &>> 8
      fault |= isPadding & UInt16(message[message.count - i] ^ count)
    }
    guard fault == 0 else { return nil }
    return Array(message.prefix(message.count - Int(count)))
  }
}
