extension Predicate {
  /// One form of a predicate: all that there is of it, from its help to its evaluation.
  package struct Form: Sendable {
    /// The form; words in capitals stand for the author's own.
    package let form: String
    /// One that can be read.
    package let example: String
    /// How the texts begin that it may be the form of: N is a number there, other words in
    /// capitals are any word.
    let openings: [String]
    /// Reads a whole text; `nil` where it turns out to be of a form with a shorter opening.
    let read: Reader

    typealias Reader = @Sendable (inout PredicateScanner) throws(PredicateError) -> Claim?

    /// Makes a form; where no opening is given, its first word is.
    init(_ form: String, example: String, openings: [String] = [], read: @escaping Reader) {
      self.form = form
      self.example = example
      self.openings = openings.isEmpty ? [String(form.prefix { $0 != " " })] : openings
      self.read = read
    }
  }

  /// All forms, in the order in which help lists them: a new one is a row in one of these.
  package static let forms: [Form] =
    keys + permissions + ciphertexts + signatures + buckets + objects + links + calls + files

  /// The forms that a text may have, the longest opening first: of those that begin alike, the
  /// one with the shortest tells what is wrong with a text that is none of them.
  static func candidates(for words: PredicateScanner) -> [Form] {
    let fitting = forms.compactMap { form in
      form.openings.compactMap(words.length(ofOpening:)).max().map { (form: form, length: $0) }
    }
    return fitting.sorted { $0.length > $1.length }.map(\.form)
  }

  /// The page of `help predicates`.
  package static var page: String {
    """
    Statements about the world that labs check. K is a key: an alias, an id or
    an ARN; P a caller: alice, root, role/App, role/App/SESSION; O an object:
    s3://bucket/key; KIND AES256, aws:kms, aws:kms:dsse, and of objects SSE-C;
    CODE what AWS calls an error; TEXT a part of what it says of it; SPEC, USAGE
    and ALGORITHM what AWS calls them. A signature is of the whole file, whatever
    state its key is in; files hold bytes, base64 or, of keys, PEM. What the
    trail has and how many calls there were is counted from the beginning of the
    step; calls that were refused count too. A statement that this world cannot
    tell, such as one about a day that is not in its past, says so and never holds.


    """
      + forms.map { "  \($0.form)\n      \($0.example)\n" }.joined()
  }
}
