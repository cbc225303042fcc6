package import Access
package import Kernel

/// Takes labels off a key.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_UntagResource.html
package enum UntagResource: KeyOperation {
  package struct Request: NamesKey {
    package let key: KeyReference
    let tagKeys: [TagKey]
  }

  package static let name = "UntagResource"
  package static let summary = "Takes labels off a key."
  package static let request = Shape(
    Request.init(key:tagKeys:), Members.key(\.key),
    Member("TagKeys", \.tagKeys, help: "The tag keys of the labels to remove."))
  package static let effect = Effect.write
  package static let errors = [
    "NotFoundException", "InvalidArnException", "KMSInvalidStateException", "TagException",
  ]

  package static func run(
    _ request: Request, on key: Key, in kms: inout KMSState, _ environment: inout Environment
  ) throws(KMSFailure) -> EmptyResponse {
    try key.requireNotPendingDeletion()
    for tagKey in request.tagKeys { kms.keys[found: key.address].tags[tagKey.text] = nil }
    return EmptyResponse()
  }
}
