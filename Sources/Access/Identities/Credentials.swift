package import Kernel

/// What a client signs its calls with.
package struct Credentials: Sendable {
  /// `AKIA…`, or `ASIA…` of a session.
  package let accessKeyID: String
  /// The secret half.
  package let secret: String
  /// What calls of a session carry beside the signature; `nil` for long-term credentials.
  package let token: String?

  /// Makes credentials.
  package init(accessKeyID: String, secret: String, token: String?) {
    self.accessKeyID = accessKeyID
    self.secret = secret
    self.token = token
  }
}

extension Identities {
  /// The credentials of a caller: of a session those that AssumeRole told, of everybody else those
  /// whose id the trail tells.
  package func credentials(of caller: Principal) -> Credentials {
    if let made = session(of: caller), case .session(let session) = caller {
      return Credentials(
        accessKeyID: session.accessKeyID ?? "", secret: made.secret, token: made.token)
    }
    let isSession = if case .session = caller { true } else { false }
    let id = caller.standingKeyID
    return Credentials(
      accessKeyID: id, secret: Identities.derived("secret", id, count: 40),
      token: isSession ? "IQoJb3JpZ2luX2Vj" + Identities.derived("token", id, count: 320) : nil)
  }

  /// Whose an access key is, and its secret; `nil` for one that nobody has, or that is inactive.
  package func owner(ofKey id: String) -> (principal: Principal, credentials: Credentials)? {
    if let made = sessions[id] {
      return (.session(made.session), credentials(of: .session(made.session)))
    }
    for (_, user) in users {
      if let key = user.accessKeys.first(where: { $0.id == id && $0.isActive }) {
        return (
          user.principal, Credentials(accessKeyID: id, secret: key.secret, token: nil)
        )
      }
    }
    return principals.first { $0.standingKeyID == id }.map { ($0, credentials(of: $0)) }
  }

  /// Whether these are still a caller's credentials, told without a search through everybody.
  package func has(_ caller: Principal, _ credentials: Credentials) -> Bool {
    let id = credentials.accessKeyID
    if let made = session(of: caller) {
      // A world made anew draws the same ids again, for other sessions.
      return caller == .session(made.session) && made.session.accessKeyID == id
        && made.secret == credentials.secret
    }
    if case .user(let account, let name) = caller,
      let key = user(account, name)?.accessKeys.first(where: { $0.id == id })
    {
      return key.isActive && key.secret == credentials.secret
    }
    return contains(caller) && caller.standingKeyID == id
  }

  /// What the lab hands out to those whom it begins with needs no secret of this world: nobody
  /// outside of it signs with it.
  private static func derived(_ label: String, _ id: String, count: Int) -> String {
    var text = ""
    while text.utf8.count < count {
      var digest = WorldDigest()
      digest.feed("\(label) \(id) \(text)")
      text += digest.value
    }
    return String(text.prefix(count))
  }
}

extension Principal {
  /// The access key that the lab has given to a caller, and that the trail tells; made of the name,
  /// so that it is the same in every world.
  package var standingKeyID: String {
    let isSession = if case .session = self { true } else { false }
    return (isSession ? "ASIA" : "AKIA") + Identities.digits(12, of: arn.description) + "KLAB"
  }
}
