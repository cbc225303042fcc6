extension String {
  /// What stands between bytes that divide the text; what is empty is left out.
  ///
  /// By bytes: headers and links are ASCII, and to look for characters takes ten times as long.
  func pieces(where divides: (UInt8) -> Bool) -> [String] {
    utf8.split(whereSeparator: divides).map { String(Substring($0)) }
  }
}
