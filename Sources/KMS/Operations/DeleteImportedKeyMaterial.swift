package import Access
package import Kernel

/// Deletes imported material at once; the same material can be imported again.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_DeleteImportedKeyMaterial.html
package enum DeleteImportedKeyMaterial: KeyOperation {
  package struct Request: NamesKey {
    package let key: KeyReference
    let material: MaterialReference?
  }
  package struct Response: Sendable {
    let key: ARN
    let material: String?
  }

  package static let name = "DeleteImportedKeyMaterial"
  package static let summary =
    "Deletes imported material at once; the same material can be imported again."
  package static let request = Shape(
    Request.init(key:material:), Members.key(\.key),
    MaterialReference.member(
      \.material, help: "Which material; the current one where none is given."))
  package static let response = Fields<Response>(
    .init("KeyId", \.key), .init("KeyMaterialId", \.material))
  package static let effect = Effect.write
  package static let errors = [
    "InvalidArnException", "UnsupportedOperationException", "NotFoundException",
    "KMSInvalidStateException",
  ]

  package static func trailElements(_ request: Request, _ response: Response) -> DocumentObject? {
    Self.response.document(response)
  }

  package static func run(
    _ request: Request, on key: Key, in kms: inout KMSState, _ environment: inout Environment
  ) throws(KMSFailure) -> Response {
    try key.require(.external)
    try key.requireSettled()
    var material = key.materials.current
    if let reference = request.material {
      material = key.materials.all.first { reference.names($0.id) }
      guard material != nil else { throw .materialNotFound(reference.text) }
    }
    guard let material else { return Response(key: key.arn, material: nil) }
    kms.keys[found: key.address].removeMaterial(material.id, &environment)
    return Response(key: key.arn, material: material.id.description)
  }
}
