import Access
import Cloud
package import Kernel
import Text

/// Who can call, by the names that people have for them.
extension Moment {
  /// Everybody who can call, as `as` names them.
  package var callerNames: [String] {
    world.environment.identities.principals.map { $0.shortName(from: home) }
  }

  /// The caller that somebody meant: the one of that name behind its kind, as in `role/App`, or the
  /// one that is spelt nearly so.
  package func nearestCaller(to word: String) -> String? {
    let names = callerNames
    let tail = "/" + word.lowercased()
    return names.first { $0.lowercased().hasSuffix(tail) } ?? nearest(to: word, among: names)
  }

  /// The caller of a name: `alice`, `role/App`, `root@444455556666`, an ARN, or an access key.
  package func caller(named name: String) -> Principal? {
    let identities = world.environment.identities
    if let session = identities.sessions[name] { return .session(session.session) }
    let users = identities.users.map(\.value)
    if let user = users.first(where: { $0.accessKeys.contains { $0.id == name && $0.isActive } }) {
      return user.principal
    }
    let known = identities.principals + identities.sessions.map { .session($0.value.session) }
    return known.first { principal in
      principal.shortName(from: home) == name || principal.arn.description == name
        || "\(principal.shortName(from: principal.account))@\(principal.account)" == name
        || identities.principalARN(of: principal).description == name
    }
  }
}
