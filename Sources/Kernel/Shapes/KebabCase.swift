/// A name of the API as AWS CLI writes it: `KeyId` becomes `key-id`, `ReEncrypt` `re-encrypt`.
package func kebabCase(_ name: String) -> String {
  let bytes = Array(name.utf8)
  let isUpper = { (index: Int) in
    bytes.indices.contains(index) && (65...90).contains(bytes[index])
  }
  let isLower = { (index: Int) in
    bytes.indices.contains(index) && (97...122).contains(bytes[index])
  }
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count + 8)
  for index in bytes.indices {
    guard isUpper(index) else {
      result.append(bytes[index])
      continue
    }
    if index > 0, !isUpper(index - 1) || isLower(index + 1) { result.append(UInt8(ascii: "-")) }
    result.append(bytes[index] + 32)
  }
  return String(decoding: result, as: UTF8.self)
}
