package import Access
import Ciphers
package import Kernel

/// Signs a message of up to 4,096 bytes, or the digest of a longer one.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html
package enum Sign: GrantableOperation {
  package struct Request: GrantableRequest {
    package let key: KeyReference
    let message: Plaintext
    let messageType: MessageType?
    package let grantTokens: GrantTokens?
    let algorithm: SigningAlgorithm
    let dryRun: Bool?
  }
  package struct Response: Sendable {
    let key: ARN
    let signature: Signature
    let algorithm: SigningAlgorithm
  }

  package static let name = "Sign"
  package static let summary =
    "Signs a message of up to 4,096 bytes, or the digest of a longer one."
  package static let request = Shape(
    Request.init(key:message:messageType:grantTokens:algorithm:dryRun:),
    Members.keyOrAlias(\.key), Members.signedMessage(\.message),
    Members.messageType(\.messageType), Members.grantTokens(\.grantTokens),
    Members.signingAlgorithm(\.algorithm), Members.dryRun(\.dryRun))
  package static let response = Fields<Response>(
    .init("KeyId", \.key), .init("Signature", \.signature), .init("SigningAlgorithm", \.algorithm))
  package static let rate = RequestRate.cryptographic

  package static func conditionValues(of request: Request) -> ConditionValues {
    ConditionValues(request.algorithm, request.messageType)
  }

  package static func run(
    _ request: Request, on key: Key, in kms: inout KMSState, _ environment: inout Environment
  ) throws(KMSFailure) -> Response {
    let privateKey = try key.signingKey(request.algorithm, for: name)
    let message = try SignedMessage(
      request.message.bytes, request.messageType ?? .raw, for: request.algorithm)
    if request.dryRun == true { throw .dryRun }
    do throws(CipherError) {
      let signature = try privateKey.sign(message, request.algorithm, &environment)
      return Response(key: key.arn, signature: signature, algorithm: request.algorithm)
    } catch {
      preconditionFailure("key, algorithm and message fit each other: \(error)")
    }
  }
}

extension Members {
  /// The message of a signature.
  static func signedMessage<Root>(
    _ path: @escaping @Sendable (Root) -> Plaintext
  ) -> Member<Root, Plaintext> {
    Member(
      "Message", path, .length(1...4096), sensitive: true,
      help: "The message, 1 to 4,096 bytes, or what MessageType says.")
  }

  /// What the message of a signature is.
  static func messageType<Root>(
    _ path: @escaping @Sendable (Root) -> MessageType?
  ) -> Member<Root, MessageType?> {
    Member(
      "MessageType", path,
      help: "RAW, the default; DIGEST of a longer message; EXTERNAL_MU for ML-DSA.")
  }

  /// How is signed.
  static func signingAlgorithm<Root>(
    _ path: @escaping @Sendable (Root) -> SigningAlgorithm
  ) -> Member<Root, SigningAlgorithm> {
    Member("SigningAlgorithm", path, help: "One that the type of the key has.")
  }
}

extension ConditionValues {
  /// The values of a request about a signature; a message counts as RAW where nothing is said.
  init(_ algorithm: SigningAlgorithm, _ messageType: MessageType?) {
    self.init()
    add(.signingAlgorithm, algorithm.rawValue)
    add(.messageType, (messageType ?? .raw).rawValue)
  }
}
