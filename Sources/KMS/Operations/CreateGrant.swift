package import Access
import Ciphers
package import Kernel

/// Lets a principal use a key; the permission only permits, and never ends by itself.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateGrant.html
package enum CreateGrant: KMSOperation {
  package struct Request: Sendable {
    let key: KeyReference
    let grantee: GrantPrincipal?
    let retiring: GrantPrincipal?
    let operations: [GrantOperation]
    let constraints: GrantConstraints?
    let grantTokens: GrantTokens?
    let name: GrantName?
    let dryRun: Bool?
    let granteeService: GrantService?
    let retiringService: GrantService?
  }
  package struct Response: Sendable {
    let token: String
    let grant: Grant
  }

  package static let name = "CreateGrant"
  package static let summary =
    "Lets a principal use a key; the permission only permits, and never ends by itself."
  package static let request = Shape(
    Request.init(
      key:grantee:retiring:operations:constraints:grantTokens:name:dryRun:granteeService:
      retiringService:),
    Members.key(\.key),
    GrantPrincipal.member(
      "GranteePrincipal", \.grantee, help: "ARN of the user, role, session or account that may."),
    GrantPrincipal.member(
      "RetiringPrincipal", \.retiring, help: "ARN of who may retire the grant."),
    Member("Operations", \.operations, help: "What the grantee may do with the key."),
    Member("Constraints", \.constraints, help: "Encryption contexts that the grant is limited to."),
    Members.grantTokens(\.grantTokens), GrantName.member(\.name), Members.dryRun(\.dryRun),
    GrantService.member("GranteeServicePrincipal", \.granteeService),
    GrantService.member("RetiringServicePrincipal", \.retiringService))
  package static let response = Fields<Response>(
    .init("GrantToken", \.token), .init("GrantId", \.grant.address.id.description))
  package static let effect = Effect.write
  package static let rate = RequestRate.own(50)
  package static let errors = [
    "NotFoundException", "DisabledException", "InvalidArnException", "InvalidGrantTokenException",
    "LimitExceededException", "KMSInvalidStateException", "DryRunOperationException",
  ]

  package static func conditionValues(of request: Request) -> ConditionValues {
    let constraints = request.constraints
    var values = ConditionValues()
    values.add(.grantOperations, all: request.operations.map(\.rawValue))
    values.add(.granteePrincipal, request.grantee?.text)
    values.add(.retiringPrincipal, request.retiring?.text)
    if constraints?.equals != nil {
      values.add(.grantConstraintType, "EncryptionContextEquals")
    } else if constraints?.subset != nil {
      values.add(.grantConstraintType, "EncryptionContextSubset")
    }
    values.add(constraints?.equals ?? constraints?.subset)
    return values
  }

  package static func check(_ request: Request) throws(KMSFailure) {
    try request.granteeService.check()
    try request.retiringService.check()
    guard request.grantee != nil else {
      throw .validation("Either GranteePrincipal or GranteeServicePrincipal must be specified.")
    }
  }

  package static func demands(
    _ request: Request, in kms: KMSState, as call: Call
  ) throws(KMSFailure) -> [Demand] {
    let use = GrantUse(
      tokens: request.grantTokens, child: (request.operations, request.constraints))
    return [
      try kms.demand(
        "kms:CreateGrant", on: request.key, .keys, worksAcrossAccounts: true,
        conditionValues(of: request), use, as: call)
    ]
  }

  package static func trailElements(_ request: Request, _ response: Response) -> DocumentObject? {
    [
      "GrantId": .string(response.grant.address.id.description),
      "KeyId": .string(response.grant.address.key.arn.description),
    ]
  }

  package static func run(
    _ request: Request, in kms: inout KMSState, _ environment: inout Environment, as call: Call
  ) throws(KMSFailure) -> Response {
    let key = try kms.key(request.key, .keys, &environment, as: call)
    try kms.check(request.grantTokens)
    try request.grantee?.check(environment)
    try request.retiring?.check(environment)
    try request.check(for: key)
    try key.requireEnabledOrUnavailable()
    let same =
      request.name == nil
      ? nil : kms.grants(of: key.address).first { request.made($0) }
    if same == nil {
      let count = kms.grants(of: key.address).reduce(0) { count, _ in count + 1 }
      guard count < Grant.quotaPerKey else {
        throw .limitExceeded("The quota of \(Grant.quotaPerKey) grants of \(key.arn) is reached.")
      }
    }
    if request.dryRun == true { throw .dryRun }
    let grant: Grant
    if let same {
      grant = same
    } else {
      grant = request.grant(on: key, issuedBy: call.account, &environment)
    }
    if same == nil { kms.grants[grant.address] = grant }
    return Response(token: grant.token(&environment), grant: grant)
  }
}

extension CreateGrant.Request {
  /// Fails for operations that the key cannot do, and for constraints that it cannot have.
  fileprivate func check(for key: Key) throws(KMSFailure) {
    guard !operations.isEmpty else {
      throw .validation("A grant needs at least one operation.")
    }
    if let wrong = operations.first(where: { !$0.fits(key.type) }) {
      throw .validation(
        "Operation \(wrong.rawValue) is not valid for a KMS key of usage "
          + "\(key.type.usage.rawValue)"
          + (key.type.spec.sort == .asymmetric ? " and key spec \(key.type.spec.rawValue)." : "."))
    }
    guard let constraints else { return }
    let limitsContext = constraints.equals != nil || constraints.subset != nil
    guard key.type.spec.sort == .symmetric || !limitsContext else {
      throw .validation("Grant constraints are only valid for symmetric encryption KMS keys.")
    }
    try constraints.check()
  }

  /// Whether the same request made that grant.
  fileprivate func made(_ grant: Grant) -> Bool {
    grant.name == name?.text && grant.grantee == grantee && grant.retiring == retiring
      && grant.operations == distinctOperations && grant.constraints == constraints
  }

  /// The operations in the request's order, each once.
  private var distinctOperations: [GrantOperation] {
    var distinct: [GrantOperation] = []
    for operation in operations where !distinct.contains(operation) { distinct.append(operation) }
    return distinct
  }

  fileprivate func grant(
    on key: Key, issuedBy issuer: AccountID, _ environment: inout Environment
  ) -> Grant {
    let drawn = environment.random.bytes(64, from: .grant)
    guard let id = GrantID(bytes: drawn.prefix(32)) else {
      preconditionFailure("32 bytes are an id")
    }
    guard let grantee else { preconditionFailure("a grant without grantee is refused") }
    let isDelayed = environment.settings.consistency == .realistic
    return Grant(
      address: GrantAddress(key: key.address, id: id), name: name?.text,
      creationDate: environment.now, grantee: grantee, retiring: retiring, issuer: issuer,
      operations: distinctOperations, constraints: constraints,
      secret: SymmetricKey(Array(drawn.suffix(32))),
      pending: isDelayed
        ? environment.queue.schedule(
          ScheduledEvent(.grantInForce, subject: key.arn),
          at: environment.now.adding(seconds: Grant.delay)) : nil)
  }
}

/// The name of a grant as a request gives it.
package struct GrantName: TextValue {
  package let text: String

  package init(_ text: String) { self.text = text }

  /// The member Name.
  static func member<Root>(
    _ path: @escaping @Sendable (Root) -> GrantName?
  ) -> Member<Root, GrantName?> {
    Member(
      "Name", path, .length(1...256),
      .pattern("^[a-zA-Z0-9:/_-]+$") { text in
        text.utf8.allSatisfy { byte in
          switch byte {
          case 48...57, 65...90, 97...122: true
          default: ":/_-".utf8.contains(byte)
          }
        }
      }, help: "Under a name the same request makes the same grant only once.")
  }
}
