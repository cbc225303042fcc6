/// What may stand behind a command, read off its usage: ` | ` parts whole forms, `|` the words of
/// one place; words in capitals stand for something, `…` repeats the last place.
struct UsageForms {
  private let forms: [[Substring]]

  /// Reads the words behind a command's name in its usage line.
  init(_ operands: String) {
    let plain = operands.filter { $0 != "[" && $0 != "]" }.replacing("...", with: "…")
    forms = plain.split(separator: " | ").map { $0.split(separator: " ") }
  }

  /// The words of the place behind those given: as they are, or in capitals for something.
  func words(after given: [String?]) -> [String] {
    var words: [String] = []
    // A word that is meant itself, as until, is nothing that another form's capitals stand for.
    let first = given.first ?? nil
    let meant = forms.filter { first != nil && $0.first.map(String.init) == first }
    for form in meant.isEmpty ? forms : meant {
      guard let place = UsageForms.place(given.count, of: form),
        given.indices.allSatisfy({ UsageForms.fits(given[$0], form, $0) })
      else { continue }
      for word in UsageForms.choices(place) where !words.contains(word) { words.append(word) }
    }
    return words
  }

  /// Whether a word stands for something, and is not meant itself.
  static func isPlaceholder(_ word: String) -> Bool {
    word.hasPrefix("s3://")
      || word.contains(where: \.isUppercase)
        && word.allSatisfy { $0.isUppercase || $0.isNumber || $0 == "-" }
  }

  private static func place(_ index: Int, of form: [Substring]) -> Substring? {
    if index < form.count { return form[index] }
    return form.last.flatMap { $0.hasSuffix("…") ? $0 : nil }
  }

  private static func choices(_ place: Substring) -> [String] {
    place.split(separator: "|").map { String($0.hasSuffix("…") ? $0.dropLast() : $0) }
  }

  private static func fits(_ word: String?, _ form: [Substring], _ index: Int) -> Bool {
    guard let place = place(index, of: form) else { return false }
    return choices(place).contains { $0 == word || $0.contains(where: \.isUppercase) }
  }
}
