import Shell

extension Reply {
  /// The line that its results name as the next one.
  package var nextLine: String? {
    if case .done(let results, _, _) = self { results.nextLine } else { nil }
  }
}

extension [CommandResult] {
  /// The line that the last of them which names one names as the next.
  var nextLine: String? { last { $0.next != nil }?.next }
}
