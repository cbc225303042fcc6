import Kernel
import Wire

/// What is wrong with the content of a request to a door.
struct DoorFault: Error {
  private let reason: String

  /// Describes it.
  init(_ reason: String) { self.reason = reason }

  /// The answer.
  var response: HTTPResponse { .json(400, ["error": .string(reason)]) }

  /// The members of content that is a JSON object, or nothing; only these names are known.
  static func members(_ body: [UInt8], _ names: [String]) throws(DoorFault) -> DocumentObject {
    guard !body.isEmpty else { return [:] }
    let document: Document
    do throws(JSONError) {
      document = try JSONReader.read(body)
    } catch {
      throw DoorFault("the content is no JSON: \(error)")
    }
    guard let members = document.members else { throw DoorFault("the content is no JSON object") }
    if let stranger = members.names.first(where: { !names.contains($0) }) {
      throw DoorFault(
        "there is no member \(stranger.prefix(50)), but \(names.joined(separator: ", "))")
    }
    return members
  }
}
