import CEditline

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Text between Swift's UTF-8 and the wide characters of libedit.
enum WideText {
  /// What stands for bytes and numbers that are no character.
  static let replacement: Unicode.Scalar = "\u{FFFD}"

  /// Encodes text as a wide C string; NUL is left out, since it would end the string.
  static func encode(_ text: some Sequence<Unicode.Scalar>) -> [wchar_t] {
    text.filter { $0.value != 0 }.map { wchar_t($0.value) } + [0]
  }

  /// Decodes wide characters into the bytes of UTF-8.
  static func decode(_ characters: UnsafeBufferPointer<wchar_t>) -> [UInt8] {
    var text = String.UnicodeScalarView()
    unsafe text.append(contentsOf: characters.map(scalar))
    return Array(String(text).utf8)
  }

  /// The character of a number.
  static func scalar(_ character: wchar_t) -> Unicode.Scalar {
    Unicode.Scalar(UInt32(bitPattern: character)) ?? replacement
  }

  /// The rows below the first that characters fill on a terminal of `columns` columns.
  static func rows(_ characters: some Sequence<wchar_t>, columns: Int) -> Int {
    var row = 0
    var column = 0
    for character in characters {
      let width = max(0, Int(wcwidth(character)))
      if character == 0x0A || column + width > columns {
        row += 1
        column = 0
      }
      column += character == 0x0A ? 0 : width
    }
    return row + (columns > 0 ? column / columns : 0)
  }

  /// Makes the program's character set UTF-8, which libedit's width tables need.
  static func useUTF8() {
    _ = unsafe setlocale(LC_CTYPE, "")
    if isUTF8 { return }
    for name in ["C.UTF-8", "en_US.UTF-8"] where unsafe setlocale(LC_CTYPE, name) != nil { return }
  }

  /// Whether the character set in use is UTF-8.
  private static var isUTF8: Bool {
    guard let name = unsafe nl_langinfo(nl_item(CODESET)) else { return false }
    return unsafe String(cString: name) == "UTF-8"
  }
}

extension WideText {
  /// The columns of a character.
  static func width(_ character: Unicode.Scalar) -> Int {
    max(0, Int(wcwidth(wchar_t(character.value))))
  }

  /// The columns of a text.
  static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + width($1) }
  }

  /// A text cut to a number of columns, with a sign where something was cut.
  static func fitted(_ text: String, _ columns: Int, sign: String = "..") -> String {
    if width(text) <= columns { return text }
    // Where there is room for the sign alone, a letter says more.
    let sign = columns > sign.count ? sign : ""
    let room = columns - sign.count
    var kept = String.UnicodeScalarView()
    var used = 0
    for character in text.unicodeScalars {
      used += width(character)
      if used > room { break }
      kept.append(character)
    }
    return String(kept) + sign
  }

  /// A text with blanks up to a number of columns.
  static func padded(_ text: String, _ columns: Int) -> String {
    text + String(repeating: " ", count: max(0, columns - width(text)))
  }
}
