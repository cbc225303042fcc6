/// An element of an XML document; names without their prefixes.
struct XMLElement: Sendable, Equatable {
  /// The local name.
  let name: String
  /// The attributes: local names and values.
  var attributes: [HTTPField] = []
  /// The text, all of its pieces together.
  var text = ""
  /// The elements inside, in order.
  var children: [XMLElement] = []

  /// The text without white space around it.
  var trimmed: String {
    let isSpace = { (character: Character) in character.isWhitespace }
    return String(text.drop(while: isSpace).reversed().drop(while: isSpace).reversed())
  }
}
