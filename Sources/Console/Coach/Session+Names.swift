import AWSCLI
import Access
import Cloud
import KMS
import Kernel
import S3
import Sessions
import Shell
import Text

extension Moment {
  /// What a learner calls a resource: the first alias of a key, and its id.
  func readableName(of arn: ARN) -> String {
    if let store = CustomKeyStoreAddress(arn) {
      let name = world.storage.kms.keyStore(at: store)?.name
      return "key store \(name.map { "\($0) (\(store.id))" } ?? store.id.description)"
    }
    guard let address = KeyAddress(arn) else { return arn.description }
    let alias = world.storage.kms.aliases(of: address).first?.address.name
    return alias.map { "\($0) (\(address.id))" } ?? "key \(address.id)"
  }
}

extension Session {
  /// What a learner calls a resource.
  func readableName(of arn: ARN) -> String { present.readableName(of: arn) }

  /// The alias that somebody meant: the one without its prefix, or the one that is spelt nearly so.
  func nearestAlias(to text: String) -> String? {
    let names = world.storage.kms.aliases(
      account: present.caller.account, region: present.region
    ).map(\.address.name)
    return names.first { $0 == "alias/" + text } ?? nearest(to: text, among: names)
  }

  /// A value that this world has for a member, or a placeholder.
  func sampleValue(_ member: MemberDescription) -> String {
    let scope = (account: present.caller.account, region: present.region)
    let kms = world.storage.kms
    let key = kms.keys(account: scope.account, region: scope.region).first { _ in true }
    let alias = kms.aliases(account: scope.account, region: scope.region)
      .first { kms.keys[$0.targetAddress]?.managingService == nil }
    let bucket = world.storage.s3.buckets.first { $0.value.owner == scope.account }?.value
    switch member.suggests {
    case .keysAndAliases:
      return alias?.address.name ?? key?.address.id.description ?? "alias/lab-key"
    case .keys: return key?.address.id.description ?? "KEY-ID"
    case .aliases: return "alias/lab-key"
    case .buckets: return bucket?.name.text ?? "my-bucket-\(scope.account)"
    case .objects: return bucket?.objects.first?.key.text ?? "report.txt"
    case .versions: return "VERSION-ID"
    case .uploads: return "UPLOAD-ID"
    case .bucketsAndObjects:
      return (bucket?.name.text ?? "my-bucket-\(scope.account)") + "/"
        + (bucket?.objects.first?.key.text ?? "report.txt")
    case .users, .groups, .roles, .roleARNs, .policies, .accessKeys: return sampleIdentity(member)
    case .keyStores:
      return world.storage.kms.keyStores(account: scope.account, region: scope.region).first
        .map { $0.address.id.description } ?? "cks-1234567890abcdef0"
    case nil:
      switch member.type {
      case .stream: return files.names.first.map(quoted) ?? "report.txt"
      case .blob: return member.isSensitive ? "aGVsbG8=" : "fileb://cipher.bin"
      case .integer: return "32"
      case .list(let element): return quoted(element.sampleShorthand)
      case .structure: return quoted(member.type.sampleShorthand)
      case .timestamp: return now.date
      default: return "TEXT"
      }
    }
  }
}

extension Session {
  /// A name or an ARN of IAM that this world has, or one that it could have.
  private func sampleIdentity(_ member: MemberDescription) -> String {
    let identities = world.environment.identities
    let account = present.caller.account
    switch member.suggests {
    case .users:
      return identities.users.first { $0.value.account == account }?.value.name ?? "alice"
    case .groups:
      return identities.groups.first { $0.value.account == account }?.value.name ?? "admins"
    case .roles:
      return identities.roles.first { $0.value.account == account }?.value.name ?? "App"
    case .roleARNs:
      return identities.roles.first { $0.value.account == account }?.value.arn.description
        ?? "arn:aws:iam::\(account):role/App"
    case .accessKeys:
      return identities.users.lazy.filter { $0.value.account == account }
        .compactMap(\.value.accessKeys.first?.id).first ?? "AKIAIOSFODNN7EXAMPLE"
    default:
      return identities.policies.first { $0.value.arn.account == account }?.value.arn.description
        ?? "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"
    }
  }
}

extension MemberType {
  /// A value in shorthand: of a structure the members that it needs, or else the first.
  fileprivate var sampleShorthand: String {
    switch self {
    case .structure(let members):
      let needed = members.filter(\.isRequired)
      return (needed.isEmpty ? Array(members.prefix(1)) : needed)
        .map { "\($0.name)=\($0.type.sampleElement)" }.joined(separator: ",")
    case .enumeration(_, let simulated): return simulated[0]
    case .integer: return "1"
    case .boolean: return "true"
    default: return "x"
    }
  }

  /// The same inside another value.
  private var sampleElement: String {
    switch self {
    case .structure: "{\(sampleShorthand)}"
    case .list(let element): "[\(element.sampleElement)]"
    default: sampleShorthand
    }
  }
}
