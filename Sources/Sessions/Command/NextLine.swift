import Shell

extension Reply {
  /// The line that the last of its commands which names one named as the next.
  package var nextLine: String? {
    guard case .done(let results, _, _) = self else { return nil }
    return results.last { $0.next != nil }?.next
  }
}
