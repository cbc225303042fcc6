import Access
import Kernel

extension Identities {
  /// Feeds everybody and everything of IAM and STS, in order.
  func feed(_ digest: inout WorldDigest) {
    for (_, user) in users {
      digest.feed("user \(user.arn) \(user.id) \(user.creationDate)")
      feed(user.tags, &digest)
      feed(user.policies, &digest)
      for group in user.groups { digest.feed(group) }
      digest.feed(user.boundary?.description ?? "")
      for key in user.accessKeys { digest.feed("\(key.id) \(key.creationDate) \(key.isActive)") }
    }
    for (_, group) in groups {
      digest.feed("group \(group.arn) \(group.id) \(group.creationDate)")
      feed(group.policies, &digest)
    }
    for (_, role) in roles {
      digest.feed("role \(role.arn) \(role.id) \(role.creationDate) \(role.maxSessionSeconds)")
      digest.feed(role.description ?? "")
      digest.feed(role.trust.text)
      feed(role.tags, &digest)
      feed(role.policies, &digest)
      digest.feed(role.boundary?.description ?? "")
    }
    for (_, policy) in policies {
      digest.feed("policy \(policy.arn) \(policy.id) \(policy.defaultNumber) \(policy.nextNumber)")
      digest.feed(policy.description ?? "")
      digest.feed("\(policy.creationDate) \(policy.updateDate)")
      feed(policy.tags, &digest)
      for version in policy.versions {
        digest.feed("\(version.id) \(version.creationDate)")
        digest.feed(version.policy.text)
      }
    }
    for (id, session) in sessions {
      digest.feed("session \(id) \(session.session.arn) \(session.roleID)")
      digest.feed("\(session.issued) \(session.expires) \(session.sourceIdentity ?? "")")
      feed(session.tags, &digest)
      for key in session.transitiveTagKeys { digest.feed(key) }
      for policy in session.policies { digest.feed(policy.text) }
    }
  }

  private func feed(_ tags: OrderedMap<String, String>, _ digest: inout WorldDigest) {
    digest.feed(tags.count)
    for (key, value) in tags {
      digest.feed(key)
      digest.feed(value)
    }
  }

  private func feed(_ policies: AttachedPolicies, _ digest: inout WorldDigest) {
    digest.feed(policies.inline.count)
    for (name, policy) in policies.inline {
      digest.feed(name)
      digest.feed(policy.text)
    }
    for arn in policies.managed { digest.feed(arn.description) }
  }

  /// What is not as it must be; nothing in a sound world.
  func problems() -> [String] {
    var problems: [String] = []
    let holders =
      users.map { ($0.value.arn, $0.value.policies, $0.value.boundary) }
      + groups.map { ($0.value.arn, $0.value.policies, nil) }
      + roles.map { ($0.value.arn, $0.value.policies, $0.value.boundary) }
    for (arn, policies, boundary) in holders {
      for policy in policies.managed + (boundary.map { [$0] } ?? [])
      where managedPolicy(policy) == nil {
        problems.append("\(arn) has the policy \(policy), which does not exist")
      }
    }
    for (address, user) in users {
      if address != IdentityAddress(user.account, user.name) {
        problems.append("\(user.arn) is kept under another name")
      }
      for group in user.groups where groups[IdentityAddress(user.account, group)] == nil {
        problems.append("\(user.arn) is in the group \(group), which does not exist")
      }
    }
    for (_, policy) in policies where policy.current == nil || policy.versions.count > 5 {
      problems.append("\(policy.arn) has no version that counts, or too many")
    }
    for (id, session) in sessions
    where session.session.accessKeyID != id || session.expires <= session.issued {
      problems.append("the session \(id) is not what its key says")
    }
    return problems
  }
}
