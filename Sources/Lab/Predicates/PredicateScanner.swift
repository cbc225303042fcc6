import Kernel
import S3
import Text

/// The words of a predicate, one after the other.
struct PredicateScanner {
  private var words: ArraySlice<Substring>

  init(_ text: String) { words = text.split(separator: " ")[...] }

  mutating func next() -> String? { words.popFirst().map(String.init) }

  mutating func word(_ what: String) throws(PredicateError) -> String {
    guard let word = next() else { throw PredicateError(message: "\(what) is missing at the end") }
    return word
  }

  mutating func number() throws(PredicateError) -> Int {
    let word = try word("a number")
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

  mutating func expect(_ expected: String...) throws(PredicateError) {
    for word in expected {
      guard take(word) else {
        let found = words.first.map { "not \($0)" } ?? "which is missing at the end"
        throw PredicateError(message: "here stands \(word), \(found)")
      }
    }
  }

  /// One of a list of values, by AWS's name for it.
  mutating func value<Value: EnumerationValue>(
    _ what: String
  ) throws(PredicateError) -> Value {
    let word = try word(what)
    let values = Value.simulated
    guard let value = values.first(where: { $0.rawValue == word }) else {
      let near = nearest(to: word, among: values.map(\.rawValue))
      throw PredicateError(
        message: "\(word) is not \(what)" + (near.map { "; the nearest is \($0)" } ?? ""))
    }
    return value
  }

  mutating func region() throws(PredicateError) -> Region {
    let word = try word("a Region")
    guard let region = Region(word) else {
      throw PredicateError(message: "\(word) is no Region")
    }
    return region
  }

  /// A kind of encryption: of a bucket's default, or also one that only objects can have.
  mutating func kind(ofDefault: Bool = false) throws(PredicateError) -> String {
    let kinds = ["AES256", "aws:kms", "aws:kms:dsse"] + (ofDefault ? [] : ["SSE-C"])
    let all = "\(kinds.dropLast().joined(separator: ", ")) or \(kinds[kinds.count - 1])"
    let kind = try word(all)
    guard kinds.contains(kind) else {
      throw PredicateError(message: "\(kind): a kind is \(all)")
    }
    return kind
  }

  /// Whether a bucket keeps versions; `nil` for one that was never told to.
  mutating func versioning() throws(PredicateError) -> Versioning? {
    let word = try word("Enabled, Suspended or off")
    let state = Versioning(rawValue: word)
    guard state != nil || word == "off" else {
      throw PredicateError(message: "\(word): versions are Enabled, Suspended or off")
    }
    return state
  }

  mutating func object() throws(PredicateError) -> Predicate.ObjectName {
    let word = try word("s3://bucket/key")
    guard let object = Predicate.ObjectName(word) else {
      throw PredicateError(message: "\(word): an object is s3://bucket/key")
    }
    return object
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
