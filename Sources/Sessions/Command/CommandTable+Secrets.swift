import AWSCLI
import Cloud
import Kernel
import Shell

extension CommandTable {
  /// Whether a text gives a value that must not be kept, such as a plaintext.
  package func holdsSecret(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    if CommandTable.namesSensitive(bytes) { return true }
    let words = bytes.split { [0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D].contains($0) }
    // The beginning of an option's name may stand for it.
    let isBegun = words.lazy.filter { $0.starts(with: [0x2D, 0x2D]) && $0.count > 2 }
      .map { $0.prefix { $0 != UInt8(ascii: "=") } }
      .contains { word in
        CommandTable.sensitiveOptions.contains { $0.starts(with: word) }
          && !CommandTable.optionNames.contains(String(decoding: word, as: UTF8.self))
      }
    if isBegun { return true }
    let names = Set(
      words.lazy.filter { $0.count <= longestSecretiveName }
        .map { String(decoding: $0, as: UTF8.self) })
    let commands = names.compactMap { secretive[$0] }.joined()
    guard !commands.isEmpty else { return false }
    let texts = words.map { Substring(decoding: $0, as: UTF8.self) }
    return commands.contains { $0.getsSecret?(texts) ?? false }
  }

  /// The options that have a name of their own, so that they are the beginning of no other.
  private static let optionNames = Set(
    Catalogue.operations.flatMap(\.optionNames) + GlobalOptions.main
      + S3Command.all.flatMap { $0.options.map(\.name) })

  /// The names of members that must not be kept.
  private static let sensitiveNames = Set(
    Catalogue.operations.flatMap { $0.members.filter(\.holdsSecret).map(\.name) }
  ).sorted()

  /// Their options, `--plaintext`, and those of `aws s3`.
  private static let sensitiveOptions =
    (sensitiveNames.map { "--\(kebabCase($0))" }
    + S3Option.transfer.filter(\.isSensitive).map(\.name)).map { Array($0.utf8) }

  /// Their names as JSON has them, `"Plaintext"`.
  private static let sensitiveMembers = sensitiveNames.map { Array("\"\($0)\"".utf8) }

  /// Whether what follows an option is the name of a file, which is not what the file holds.
  private static func namesFile(_ rest: ArraySlice<UInt8>) -> Bool {
    guard let first = rest.first, [0x20, 0x3D].contains(first) else { return false }
    let value = rest.dropFirst().drop { $0 == 0x20 || $0 == 0x22 || $0 == 0x27 }
    return ParameterPrefix.all.contains { value.starts(with: $0.utf8) }
  }

  /// Whether a private key as PEM begins here.
  private static func beginsPrivateKey(_ rest: ArraySlice<UInt8>) -> Bool {
    guard rest.starts(with: "-----BEGIN ".utf8) else { return false }
    let label = rest.dropFirst(11).prefix { $0 != UInt8(ascii: "-") }
    return label.suffix(11).elementsEqual("PRIVATE KEY".utf8)
  }

  /// Whether a sensitive member or a private key is anywhere, as an option, in JSON or as PEM; one
  /// pass over the text.
  private static func namesSensitive(_ bytes: [UInt8]) -> Bool {
    bytes.indices.contains { index in
      switch bytes[index] {
      case UInt8(ascii: "-"):
        sensitiveOptions.contains { option in
          bytes[index...].starts(with: option)
            && !namesFile(bytes[index...].dropFirst(option.count))
        } || beginsPrivateKey(bytes[index...])
      case UInt8(ascii: "\""): sensitiveMembers.contains { bytes[index...].starts(with: $0) }
      default: false
      }
    }
  }
}
