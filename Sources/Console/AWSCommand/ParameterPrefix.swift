/// What stands before a file's name where its content is meant, as AWS CLI has it.
enum ParameterPrefix {
  /// For text.
  static let file = "file://"
  /// For bytes.
  static let binary = "fileb://"
  /// Both.
  static let all = [file, binary]
}
