package import Access
package import Kernel

/// Hands out what an import needs: a token, and a public RSA key that wraps the material.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_GetParametersForImport.html
package enum GetParametersForImport: KeyOperation {
  package struct Request: NamesKey {
    package let key: KeyReference
    let algorithm: WrappingAlgorithm
    let wrappingKeySpec: WrappingKeySpec
  }
  package struct Response: Sendable {
    let key: ARN
    let token: ImportToken
    let publicKey: PublicKeyBlob
    let validTo: Timestamp
  }

  package static let name = "GetParametersForImport"
  package static let summary =
    "Hands out what an import needs: a token, and a public RSA key that wraps the material."
  package static let request = Shape(
    Request.init(key:algorithm:wrappingKeySpec:), Members.key(\.key),
    Member(
      "WrappingAlgorithm", \.algorithm,
      help: "How the material will be wrapped; RSA private keys need an RSA_AES_KEY_WRAP."),
    Member("WrappingKeySpec", \.wrappingKeySpec, help: "The type of the public key."))
  package static let response = Fields<Response>(
    .init("KeyId", \.key), .init("ImportToken", \.token),
    .init("PublicKey", \.publicKey, sensitive: true), .init("ParametersValidTo", \.validTo))
  package static let effect = Effect.read
  package static let rate = RequestRate.own(1, seconds: 4)
  package static let errors = [
    "InvalidArnException", "UnsupportedOperationException", "NotFoundException",
    "KMSInvalidStateException",
  ]

  package static func conditionValues(of request: Request) -> ConditionValues {
    var values = ConditionValues()
    values.add(.wrappingAlgorithm, request.algorithm.rawValue)
    values.add(.wrappingKeySpec, request.wrappingKeySpec.rawValue)
    return values
  }

  package static func run(
    _ request: Request, on key: Key, in kms: inout KMSState, _ environment: inout Environment
  ) throws(KMSFailure) -> Response {
    guard request.algorithm != .rsaesPKCS1 else {
      throw .unsupportedWrapping(
        "The RSAES_PKCS1_V1_5 wrapping algorithm is no longer supported by AWS KMS. Use"
          + " RSAES_OAEP_SHA_256 instead.")
    }
    guard request.algorithm != .sm2PKE, request.wrappingKeySpec != .SM2 else {
      throw .onlyInChina("SM2")
    }
    guard var secret = key.importing else { throw .wrongOrigin(key.arn, key.type.origin) }
    try key.requireNotPendingDeletion()
    try key.requireSettled()
    guard request.algorithm.fits(key.type.spec, under: request.wrappingKeySpec) else {
      throw .unsupportedWrapping(
        "WrappingAlgorithm \(request.algorithm.rawValue) with WrappingKeySpec "
          + "\(request.wrappingKeySpec.rawValue) is not supported for key spec "
          + "\(key.type.spec.rawValue).")
    }
    let validTo = environment.now.adding(seconds: ImportSecret.lifetime)
    let (token, publicKey) = secret.answer(
      to: ImportParameters(
        validTo: validTo, algorithm: request.algorithm, spec: request.wrappingKeySpec),
      now: environment.now)
    kms.keys[found: key.address].importing = secret
    return Response(key: key.arn, token: token, publicKey: publicKey, validTo: validTo)
  }
}
