/// A name of the API as AWS CLI writes it: `KeyId` becomes `key-id`, `ReEncrypt` `re-encrypt`.
///
/// In one pass, since every start of the program asks it of every member of a request.
package func kebabCase(_ name: String) -> String {
  let bytes = Array(name.utf8)
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count + 8)
  for (index, byte) in bytes.enumerated() {
    guard byte.isUpper else {
      result.append(byte)
      continue
    }
    let beginsWord = index + 1 < bytes.count && bytes[index + 1].isLower
    if index > 0, !bytes[index - 1].isUpper || beginsWord { result.append(UInt8(ascii: "-")) }
    result.append(byte + 32)
  }
  return String(decoding: result, as: UTF8.self)
}

extension UInt8 {
  fileprivate var isUpper: Bool { UInt8(ascii: "A") <= self && self <= UInt8(ascii: "Z") }
  fileprivate var isLower: Bool { UInt8(ascii: "a") <= self && self <= UInt8(ascii: "z") }
}
