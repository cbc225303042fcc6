extension Tool {
  /// Whether one of the words behind its name gives a key or a password as it is.
  package func getsSecret(_ words: [Substring]) -> Bool {
    let secret = ((options ?? []) + commands.flatMap { $0.options ?? [] }).filter(\.isSecret)
    guard !secret.isEmpty else { return false }
    return words.indices.contains { index in
      guard words[index].utf8.first == UInt8(ascii: "-") else { return false }
      let halves = words[index].split(separator: "=", maxSplits: 1)
      guard let name = halves.first, secret.contains(where: { $0.names.contains(String(name)) })
      else { return false }
      let value = halves.count > 1 ? halves[1] : words[(index + 1)...].first ?? ""
      return !Tool.publicSources.contains { value.drop { "\"'".contains($0) }.hasPrefix($0) }
    }
  }

  /// How a value begins that names a secret and does not tell it.
  private static let publicSources = ["$", "file:", "env:", "stdin"]
}
