import Cloud
import IAM
import Kernel

extension LabCommand {
  /// Changes who calls.
  static let asPrincipal = LabCommand(
    "as", "makes the next calls as somebody else", operands: "alice | bob | root | root@ACCOUNT",
    details: """
      alice  may use KMS by her identity policy; you start as her
      bob    has no policy: only a key policy can let him
      root   the root user of the account
      root@444455556666   the root user of the other account
      """
  ) { session, arguments, _ throws(Fault) in
    try arguments.refuseWords(after: 1, of: "as")
    let home = session.configuration.account
    let known = session.world.environment.identities.principals
    let names = known.map { $0.shortName(from: home) }
    guard let word = arguments.operands.first else {
      throw Fault("as needs a name: \(names.joined(separator: ", "))", next: "as bob")
    }
    guard
      let principal = known.first(where: { principal in
        principal.shortName(from: home) == word.text || principal.arn.description == word.text
          || "\(principal.shortName(from: principal.account))@\(principal.account)" == word.text
      })
    else {
      let near = nearest(to: word.text, among: names)
      throw Fault(
        "there is nobody called \(quoted(word.text)); there are \(names.joined(separator: ", "))",
        range: word.range, next: "as \(near ?? "alice")")
    }
    if session.present.profile.principal != principal { session.line.isChanging = true }
    session.present.profile.principal = principal
    return session.identity
  }

  /// Tells who calls.
  static let whoami = LabCommand(
    "whoami", "tells as whom and where your calls are made",
    details: "The same by AWS's own means: aws sts get-caller-identity"
  ) { session, arguments, _ throws(Fault) in
    try arguments.refuseWords(after: 0, of: "whoami")
    return session.identity
  }
}

extension Session {
  fileprivate var identity: LabAnswer {
    let profile = present.profile
    let policies = world.environment.identities.policies(of: profile.principal)
    let rights =
      switch profile.principal {
      case .root: "the root user: all that key policies leave to the account"
      case .user, .session:
        policies.isEmpty
          ? "no identity policy: only a key policy that names this user helps"
          : "identity policies: \(policies.map(\.name).joined(separator: ", "))"
      }
    return LabAnswer(
      lines: [
        "\(profile.principal.shortName(from: configuration.account))"
          + "  \(profile.principal.arn), Region \(profile.region)", rights,
      ],
      document: [
        "Arn": .string(profile.principal.arn.description),
        "Account": .string(profile.principal.account.description),
        "Region": .string(profile.region.description),
        "IdentityPolicies": .list(policies.map { .string($0.name) }),
      ])
  }
}
