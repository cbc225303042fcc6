import AWSCLI
import Access
import Cloud
import Kernel
import Sessions
import Shell
import Text

extension LabCommand {
  /// Changes who calls.
  static let asPrincipal = LabCommand(
    "as", "makes the next calls as somebody else",
    operands: "NAME | role/NAME | root | root@ACCOUNT | ACCESS-KEY-ID",
    details: """
      alice  may use KMS and S3 by her identity policy; you start as her
      bob    has no policy: a key policy or a grant can let him use a key
      root   the root user of the account
      root@444455556666   the root user of the other account
      role/App            somebody in the role App: the lab hands out the session, as
                          AWS does to a machine that the role is for, and asks no
                          trust policy; aws sts assume-role asks it
      ASIA...             the session whose access key aws sts assume-role has told
      AKIA...             the user who has the access key; what signs with this very
                          key is AWS_ACCESS_KEY_ID=AKIA... before a command
      """
  ) { session, arguments, _ throws(Fault) in
    try arguments.refuseWords(after: 1, of: "as")
    let names = session.present.callerNames
    guard let word = arguments.operands.first else {
      throw Fault("as needs a name: \(names.joined(separator: ", "))", next: "as bob")
    }
    guard let principal = session.present.caller(named: word.text) else {
      let near = session.present.nearestCaller(to: word.text)
      throw Fault(
        "there is nobody called \(quoted(word.text)); there are \(names.joined(separator: ", "))",
        range: word.range, next: "as \(near ?? "alice")")
    }
    if session.present.profile.principal != principal { session.noteChange() }
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
    let caller = present.caller
    let policies = world.environment.identities.policies(of: caller)
    let boundary = world.environment.identities.boundary(of: caller)
    let made = world.environment.identities.session(of: caller)
    var lines = [
      "\(caller.shortName(from: configuration.account))"
        + "  \(caller.arn), Region \(present.region)"
    ]
    if caller != present.profile.principal {
      let name = present.profile.principal.shortName(from: configuration.account)
      let variable = present.accessKeyID == nil ? "AWS_PROFILE" : Moment.accessKeyVariable
      lines.append("\(variable) says so; without it you are \(name)")
    }
    switch caller {
    case .root: lines.append("the root user: all that key policies leave to the account")
    case .user, .session:
      lines.append(
        policies.isEmpty
          ? "no identity policy: a key policy that names it, or a grant, lets it use a key"
          : "identity policies: \(policies.map(\.name).joined(separator: ", "))")
    }
    if let boundary { lines.append("permissions boundary: \(boundary.name)") }
    if let made {
      if !made.policies.isEmpty {
        lines.append("session policies: \(made.policies.map(\.name).joined(separator: ", "))")
      }
      lines.append(
        made.expires > now
          ? "the session ends \(made.expires.readable)"
          : "the session ended \(made.expires.readable): its calls are refused")
    }
    return LabAnswer(
      lines: lines,
      document: [
        "Arn": .string(caller.arn.description),
        "Account": .string(caller.account.description),
        "Region": .string(present.region.description),
        "IdentityPolicies": .list(policies.map { .string($0.name) }),
      ])
  }
}
