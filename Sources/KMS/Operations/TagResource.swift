package import Access
package import Kernel

/// Puts labels on a key, or changes their values.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_TagResource.html
package enum TagResource: KeyOperation {
  package struct Request: NamesKey {
    package let key: KeyReference
    let tags: [Tag]
  }

  package static let name = "TagResource"
  package static let summary = "Puts labels on a key, or changes their values."
  package static let request = Shape(
    Request.init(key:tags:), Members.key(\.key),
    Member("Tags", \.tags, help: "Labels: tag keys and tag values."))
  package static let effect = Effect.write
  package static let errors = [
    "NotFoundException", "InvalidArnException", "KMSInvalidStateException",
    "LimitExceededException", "TagException",
  ]

  package static func run(
    _ request: Request, on key: Key, in kms: inout KMSState, _ environment: inout Environment
  ) throws(KMSFailure) -> EmptyResponse {
    try key.requireNotPendingDeletion()
    kms.keys[found: key.address].tags = try Tag.checked(request.tags, onto: key.tags)
    return EmptyResponse()
  }
}
