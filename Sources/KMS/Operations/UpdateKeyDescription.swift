package import Access
package import Kernel

/// Changes what the owner says of a key.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdateKeyDescription.html
package enum UpdateKeyDescription: KeyOperation {
  package struct Request: NamesKey {
    package let key: KeyReference
    let description: String
  }

  package static let name = "UpdateKeyDescription"
  package static let summary = "Changes what the owner says of a key."
  package static let request = Shape(
    Request.init(key:description:), Members.key(\.key),
    Member("Description", \.description, .length(0...8192), help: "What the key is for."))
  package static let effect = Effect.write
  package static let errors = [
    "NotFoundException", "InvalidArnException", "KMSInvalidStateException",
  ]

  package static func run(
    _ request: Request, on key: Key, in kms: inout KMSState, _ environment: inout Environment
  ) throws(KMSFailure) -> EmptyResponse {
    try key.requireNotPendingDeletion()
    kms.keys[found: key.address].description = request.description
    return EmptyResponse()
  }
}
