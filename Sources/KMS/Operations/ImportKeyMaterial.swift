package import Access
import Ciphers
package import Kernel

/// Gives a key of origin EXTERNAL its material, for the first time, again, or for a rotation.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_ImportKeyMaterial.html
package enum ImportKeyMaterial: KeyOperation {
  package struct Request: NamesKey {
    package let key: KeyReference
    let token: ImportToken
    let material: WrappedMaterial
    let validTo: Timestamp?
    let expirationModel: ExpirationModel?
    let type: ImportType?
    let description: String?
    let materialID: MaterialReference?
  }
  package struct Response: Sendable {
    let key: ARN
    let material: String
  }

  package static let name = "ImportKeyMaterial"
  package static let summary =
    "Gives a key of origin EXTERNAL its material, for the first time, again, or for a rotation."
  package static let request = Shape(
    Request.init(
      key:token:material:validTo:expirationModel:type:description:materialID:),
    Members.key(\.key),
    Member("ImportToken", \.token, .length(1...6144), help: "Of GetParametersForImport."),
    Member(
      "EncryptedKeyMaterial", \.material, .length(1...6144),
      help: "The material, wrapped under the public key that came with the token."),
    Member("ValidTo", \.validTo, help: "When KMS deletes the material; 365 days ahead at most."),
    Member(
      "ExpirationModel", \.expirationModel,
      help: "KEY_MATERIAL_EXPIRES, the default, or KEY_MATERIAL_DOES_NOT_EXPIRE."),
    Member(
      "ImportType", \.type,
      help: "NEW_KEY_MATERIAL for a rotation, EXISTING_KEY_MATERIAL to bring material back."),
    Member(
      "KeyMaterialDescription", \.description, .length(0...256), descriptionPattern,
      help: "What the material is."),
    MaterialReference.member(\.materialID, help: "The material that this must be."))
  package static let response = Fields<Response>(
    .init("KeyId", \.key), .init("KeyMaterialId", \.material))
  package static let effect = Effect.write
  package static let errors = [
    "InvalidArnException", "UnsupportedOperationException", "NotFoundException",
    "KMSInvalidStateException", "InvalidCiphertextException", "IncorrectKeyMaterialException",
    "ExpiredImportTokenException", "InvalidImportTokenException",
  ]

  private static let descriptionPattern = Constraint.pattern("^[a-zA-Z0-9:/_\\s.-]+$") { text in
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        switch byte {
        case 48...57, 65...90, 97...122, 9...13: true
        default: ":/_ .-".utf8.contains(byte)
        }
      }
  }

  package static func trailElements(_ request: Request, _ response: Response) -> DocumentObject? {
    Self.response.document(response)
  }

  package static func conditionValues(of request: Request) -> ConditionValues {
    var values = ConditionValues()
    values.add(.expirationModel, (request.expirationModel ?? .expires).rawValue)
    values.add(.validTo, request.validTo?.description)
    return values
  }

  package static func run(
    _ request: Request, on key: Key, in kms: inout KMSState, _ environment: inout Environment
  ) throws(KMSFailure) -> Response {
    guard let secret = key.importing else { throw .wrongOrigin(key.arn, key.type.origin) }
    let validTo = try request.endOfTime(environment.now)
    try key.requireNotPendingDeletion()
    if case .creating = key.state { throw .creating(key.arn) }
    let bytes = try secret.unwrap(
      request.material.bytes, with: request.token, now: environment.now)
    guard let secret = key.type.spec.secret(ofImported: bytes) else {
      throw .incorrectKeyMaterial
    }
    let id = key.materialID(of: secret)
    if let reference = request.materialID, !reference.names(id) { throw .incorrectKeyMaterial }
    try request.check(id, for: key, in: kms)
    kms.keys[found: key.address].place(
      secret, at: id, description: request.description, validTo: validTo, &environment)
    return Response(key: key.arn, material: id.description)
  }
}

extension ImportKeyMaterial.Request {
  /// When the material is to be deleted; `nil` for material that stays.
  fileprivate func endOfTime(_ now: Timestamp) throws(KMSFailure) -> Timestamp? {
    switch (expirationModel ?? .expires, validTo) {
    case (.expires, nil):
      throw .validation(
        "A validTo date must be set if the ExpirationModel is KEY_MATERIAL_EXPIRES")
    case (.expires, let time?):
      guard time > now, time <= now.adding(days: Key.longestValidity) else {
        throw .validation(
          "The validTo date must lie in the future, \(Key.longestValidity) days ahead at most.")
      }
      return time
    case (.doesNotExpire, nil): return nil
    case (.doesNotExpire, _?):
      throw .validation(
        "A validTo date must not be set if the ExpirationModel is KEY_MATERIAL_DOES_NOT_EXPIRE")
    }
  }

  /// Fails unless the material may take that place in the key.
  fileprivate func check(
    _ id: KeyMaterialID, for key: Key, in kms: KMSState
  ) throws(KMSFailure) {
    let isKnown = key.materials[id] != nil
    switch type ?? (key.materials.count == 0 ? .new : .existing) {
    case .existing:
      // A replica may import what its primary has, the material of the next rotation too.
      guard isKnown || key.isReplica && kms.primary(of: key).materials[id] != nil else {
        throw .incorrectKeyMaterial
      }
    case .new:
      guard !key.isReplica, key.materials.version(of: id) == nil else {
        throw .incorrectKeyMaterial
      }
      guard key.materials.count > 0, !isKnown else { return }
      guard key.type.spec == .symmetricDefault else { throw .incorrectKeyMaterial }
      if let waiting = key.materials.waiting {
        throw .materialWaiting(new: id.description, key.arn, old: waiting.id.description)
      }
    }
  }
}
