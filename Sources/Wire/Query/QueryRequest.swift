import Cloud
import Kernel

/// A request by AWS's query protocol: IAM and STS.
struct QueryRequest: Sendable {
  /// The parameters, but for `Action` and `Version`, in a tree of the parts of their names.
  private let root: Node
  /// What is asked for.
  let action: String
  /// The version of the API: `2010-05-08`.
  let version: String

  /// Reads the parameters of a content or of a query; `nil` where they ask for nothing.
  init?(_ parameters: [HTTPField]) {
    guard let action = parameters.first(where: { $0.name == "Action" })?.value else { return nil }
    self.action = action
    version = parameters.first { $0.name == "Version" }?.value ?? ""
    var root = Node()
    for parameter in parameters {
      let parts = parameter.name.split(separator: ".").map(String.init)
      guard parts.count <= Node.depthLimit else { continue }
      root.set(parts[...], parameter.value)
    }
    self.root = root
  }

  /// A value, and those whose names go on behind its own.
  private struct Node: Sendable {
    /// More parts of a name than any member has.
    static let depthLimit = 12

    var value: String?
    var children: [String: Node] = [:]

    mutating func set(_ path: ArraySlice<String>, _ value: String) {
      guard let first = path.first else {
        self.value = self.value ?? value
        return
      }
      children[first, default: Node()].set(path.dropFirst(), value)
    }

    /// The items of a list in the order of their numbers: `member.1`, `member.2`.
    var items: [Node] {
      let numbered = (children["member"] ?? self).children.compactMap { name, node in
        Int(name).map { (number: $0, node: node) }
      }
      return numbered.sorted { $0.number < $1.number }.map(\.node)
    }
  }

  /// The members, as the operation reads them.
  ///
  /// - Throws: MalformedInput, for texts of another kind.
  func members(of operation: AnyOperation) throws(HTTPFailure) -> DocumentObject {
    try QueryRequest.object(root, operation.members)
  }

  private static func object(
    _ node: Node, _ members: [MemberDescription]
  ) throws(HTTPFailure) -> DocumentObject {
    var object = DocumentObject()
    for member in members {
      guard let child = node.children[member.name] else { continue }
      object.append(member.name, try document(child, member.type))
    }
    return object
  }

  private static func document(_ node: Node, _ type: MemberType) throws(HTTPFailure) -> Document {
    switch type {
    case .structure(let members): return .object(try object(node, members))
    case .list(let kind):
      var elements: [Document] = []
      for item in node.items { elements.append(try document(item, kind)) }
      return .list(elements)
    case .map:
      var object = DocumentObject()
      for entry in (node.children["entry"] ?? Node()).items {
        guard let name = entry.children["key"]?.value else { continue }
        object[name] = .string(entry.children["value"]?.value ?? "")
      }
      return .object(object)
    default: return try plain(node.value ?? "", type)
    }
  }

  private static func plain(_ text: String, _ type: MemberType) throws(HTTPFailure) -> Document {
    switch type {
    case .integer: if let value = Int(text) { return .integer(value) }
    case .boolean:
      if let value = ["true": true, "false": false][text.lowercased()] { return .bool(value) }
    case .timestamp: if let moment = Timestamp(wire: text) { return .timestamp(moment) }
    case .blob, .stream: if let bytes = Base64.decode(text.utf8) { return .bytes(bytes) }
    default: return .string(text)
    }
    throw HTTPFailure(400, "MalformedInput", nil)
  }
}
