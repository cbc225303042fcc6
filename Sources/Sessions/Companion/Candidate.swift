/// One way to go on with the word at the cursor.
package struct Candidate: Sendable, Equatable {
  /// The whole word as the command would get it.
  package let text: String
  /// What a list shows for it: the part of the word that is new.
  package let label: String
  /// What it is, in a few words.
  package let note: String
  /// Whether the word goes on after it, as after `s3://` or `TagKey=`.
  package let goesOn: Bool

  /// Describes a candidate.
  package init(_ text: String, _ note: String = "", label: String? = nil, goesOn: Bool = false) {
    self.text = text
    self.label = label ?? text
    self.note = note
    self.goesOn = goesOn
  }
}
