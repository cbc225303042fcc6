/// The built-in tools.
package enum Toolbox {
  /// All tools in the order in which help lists them.
  package static let all: [Tool] = [
    .echo, .printf, .cat, .head, .tail, .cut, .tr, .wc, .ls, .rm, .base64, .xxd, .cmp, .diff, .true,
    .openssl,
  ]

  /// The tool of a name.
  package static func tool(named name: String) -> Tool? { all.first { $0.name == name } }
}
