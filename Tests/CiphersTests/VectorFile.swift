import Foundation
import Testing

/// One record of a vector file: `Field = value` lines between blank lines; `#` starts a comment.
struct VectorRecord: Sendable, CustomTestStringConvertible {
  var fields: [String: String] = [:]
  /// Where it stands, for messages of failures.
  var origin: String

  /// The text of a field.
  func text(_ field: String) throws -> String {
    try #require(fields[field], "\(origin): no field \(field)")
  }

  /// The bytes of a field in hexadecimal; empty means no bytes.
  func bytes(_ field: String) throws -> [UInt8] {
    try #require([UInt8](hex: text(field)), "\(origin): \(field) is not hexadecimal")
  }

  var testDescription: String { "\(origin) \(fields["Name"] ?? "")" }
}

/// The one reader of `Vectors/*.txt`.
func vectors(_ name: String) throws -> [VectorRecord] {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Vectors")
  let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  var records: [VectorRecord] = []
  var current = VectorRecord(origin: name)
  for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
    if line.hasPrefix("#") { continue }
    guard let (field, value) = split(line) else {
      if !current.fields.isEmpty { records.append(current) }
      current = VectorRecord(origin: "\(name):\(index + 2)")
      continue
    }
    current.fields[field] = value
  }
  if !current.fields.isEmpty { records.append(current) }
  try #require(!records.isEmpty, "\(name) has no records")
  return records
}

/// A line's name and value; nothing if there is no equals sign.
private func split(_ line: Substring) -> (String, String)? {
  guard let equals = line.firstIndex(of: "=") else { return nil }
  let trimmed = [line[..<equals], line[line.index(after: equals)...]].map {
    $0.trimmingCharacters(in: .whitespaces)
  }
  return (trimmed[0], trimmed[1])
}

extension [UInt8] {
  /// Reads pairs of hexadecimal digits.
  init?(hex: String) {
    let digits = Array(hex.utf8)
    guard digits.count.isMultiple(of: 2) else { return nil }
    self = []
    for i in stride(from: 0, to: digits.count, by: 2) {
      guard let byte = UInt8(String(decoding: digits[i...i + 1], as: UTF8.self), radix: 16) else {
        return nil
      }
      append(byte)
    }
  }
}
