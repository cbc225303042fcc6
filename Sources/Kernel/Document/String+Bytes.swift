extension String {
  /// Whether both texts have the same UTF-8 bytes, as AWS compares them.
  ///
  /// Swift's `==` calls "é" and "e" with an accent equal; to AWS they are different names.
  package func hasSameBytes(as other: String) -> Bool {
    // Equal bytes are always `==`, which tells most different texts apart quickly.
    self == other && utf8.elementsEqual(other.utf8)
  }

  /// Whether this text comes before another by their UTF-8 bytes, as AWS sorts names.
  package func precedesByBytes(_ other: String) -> Bool {
    utf8.lexicographicallyPrecedes(other.utf8)
  }
}
