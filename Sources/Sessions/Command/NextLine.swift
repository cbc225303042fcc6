import Shell

extension Reply {
  /// The line that the last error named as the next one; it runs as it stands.
  package var nextLine: String? {
    guard case .done(let results, _, _) = self else { return nil }
    let lines = results.flatMap { result in
      (String(decoding: result.output.suffix(4096), as: UTF8.self) + result.errors)
        .split(separator: "\n")
    }
    return lines.last { $0.hasPrefix(Reply.nextMark) }
      .map { String($0.dropFirst(Reply.nextMark.count)) }
  }

  /// How a line begins that names the next one.
  package static let nextMark = "  next: "
}
