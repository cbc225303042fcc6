/// What stands before a file's name where its content is meant, as AWS CLI has it.
package enum ParameterPrefix {
  /// For text.
  package static let file = "file://"
  /// For bytes.
  package static let binary = "fileb://"
  /// Both.
  package static let all = [file, binary]
}
