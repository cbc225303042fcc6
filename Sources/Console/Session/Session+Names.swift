import Cloud
import KMS
import Kernel
import S3

extension Moment {
  /// What a learner calls a resource: the first alias of a key, and its id.
  func readableName(of arn: ARN) -> String {
    guard let address = KeyAddress(arn) else { return arn.description }
    let alias = world.storage.kms.aliases(of: address).first?.address.name
    return alias.map { "\($0) (\(address.id))" } ?? "key \(address.id)"
  }
}

extension Session {
  /// What a learner calls a resource.
  func readableName(of arn: ARN) -> String { present.readableName(of: arn) }

  /// A value that this world has for a member, or a placeholder.
  func sampleValue(_ member: MemberDescription) -> String {
    let profile = present.profile
    let scope = (account: profile.principal.account, region: profile.region)
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
    case .objects: return bucket?.objects.first?.key ?? "report.txt"
    case nil:
      switch member.type {
      case .stream: return files.names.first.map(quoted) ?? "report.txt"
      case .blob: return member.isSensitive ? "aGVsbG8=" : "fileb://cipher.bin"
      case .integer: return "32"
      case .list: return member.shorthandExample.replacing("…", with: "x")
      default: return "TEXT"
      }
    }
  }
}
