import KMS
import Kernel
import Text

/// The words of a predicate, one after the other.
///
/// What reads a value takes the words before it too, where it is told them.
struct PredicateScanner {
  private var words: ArraySlice<Substring>

  init(_ text: String) { words = text.split(separator: " ")[...] }

  /// How many words an opening of a form has; `nil` where these words begin otherwise.
  func length(ofOpening opening: String) -> Int? {
    let pattern = opening.split(separator: " ")
    let fits = zip(pattern, words).allSatisfy { part, word in
      part == "N" ? Int(word) != nil : part == part.uppercased() || part == word
    }
    return fits && pattern.count <= words.count ? pattern.count : nil
  }

  mutating func next() -> String? { words.popFirst().map(String.init) }

  mutating func word(
    _ what: String, after before: String = ""
  ) throws(PredicateError) -> String {
    try expect(before)
    guard let word = next() else { throw PredicateError(message: "\(what) is missing at the end") }
    return word
  }

  mutating func number(after before: String = "") throws(PredicateError) -> Int {
    let word = try word("a number", after: before)
    guard let number = Int(word), number >= 0 else {
      throw PredicateError(message: "\(word) is no number")
    }
    return number
  }

  /// Takes a word where it is next.
  mutating func take(_ word: String) -> Bool {
    guard words.first.map(String.init) == word else { return false }
    words.removeFirst()
    return true
  }

  /// Takes words that must be next.
  mutating func expect(_ text: String) throws(PredicateError) {
    for word in text.split(separator: " ").map(String.init) where !take(word) {
      let found = words.first.map { "not \($0)" } ?? "which is missing at the end"
      throw PredicateError(message: "here stands \(word), \(found)")
    }
  }

  /// One of a list of values, by AWS's name for it.
  mutating func value<Value: EnumerationValue>(
    _ what: String, after before: String = ""
  ) throws(PredicateError) -> Value {
    let word = try word(what, after: before)
    let values = Value.simulated
    guard let value = values.first(where: { $0.rawValue == word }) else {
      let near = nearest(to: word, among: values.map(\.rawValue))
      throw PredicateError(
        message: "\(word) is not \(what)" + (near.map { "; the nearest is \($0)" } ?? ""))
    }
    return value
  }

  mutating func region(after before: String) throws(PredicateError) -> Region {
    let word = try word("a Region", after: before)
    guard let region = Region(word) else {
      throw PredicateError(message: "\(word) is no Region")
    }
    return region
  }

  /// A date; of what is none, the form is told.
  mutating func date(
    _ form: String, after before: String = ""
  ) throws(PredicateError) -> Timestamp {
    guard let date = Timestamp(try word("a date", after: before)) else {
      throw PredicateError(message: form)
    }
    return date
  }

  /// A kind of encryption: of a bucket's default, or also one that only objects can have.
  mutating func kind(
    after before: String, ofDefault: Bool = false
  ) throws(PredicateError) -> String {
    let kinds = ["AES256", "aws:kms", "aws:kms:dsse"] + (ofDefault ? [] : ["SSE-C"])
    let all = "\(kinds.dropLast().joined(separator: ", ")) or \(kinds[kinds.count - 1])"
    let kind = try word(all, after: before)
    guard kinds.contains(kind) else {
      throw PredicateError(message: "\(kind): a kind is \(all)")
    }
    return kind
  }

  /// The name of an object, or how the names of objects begin.
  mutating func objectName(after before: String) throws(PredicateError) -> Predicate.ObjectName {
    let word = try word("s3://bucket/key", after: before)
    guard let object = Predicate.ObjectName(word) else {
      throw PredicateError(message: "\(word): an object is s3://bucket/key")
    }
    return object
  }

  /// `name=value,name=value`.
  mutating func pairs() throws(PredicateError) -> [EncryptionContext.Pair] {
    var pairs: [EncryptionContext.Pair] = []
    for pair in try word("name=value").split(separator: ",") {
      let halves = pair.split(separator: "=", maxSplits: 1)
      guard halves.count == 2 else {
        throw PredicateError(message: "a context is name=value,name=value")
      }
      pairs.append(EncryptionContext.Pair(name: String(halves[0]), value: String(halves[1])))
    }
    return pairs
  }

  /// The step from whose beginning on calls count; `nil` for the present one.
  mutating func step() throws(PredicateError) -> Int? {
    take("since") ? try number(after: "step") : nil
  }

  /// All that is left, which ends the predicate.
  mutating func text() throws(PredicateError) -> String {
    guard !words.isEmpty else { throw PredicateError(message: "a text is missing at the end") }
    defer { words = [] }
    return words.joined(separator: " ")
  }

  func end() throws(PredicateError) {
    if let word = words.first {
      throw PredicateError(message: "\(word) is more than the predicate takes")
    }
  }
}
