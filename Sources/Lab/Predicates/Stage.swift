import Access
import Cloud
import KMS
import Kernel
import S3
package import Sessions

/// The world in which predicates are read: a session, and where its present step began.
package struct Stage {
  /// The session.
  package let session: Session
  /// How long the trail was when the step began.
  let trailStart: Int
  /// The same for every step so far, the present one last.
  private let stepStarts: [Int]

  /// Makes a stage; the present step is the last of those that began at `stepStarts`.
  package init(_ session: Session, stepStarts: [Int]) {
    self.session = session
    self.stepStarts = stepStarts
    trailStart = stepStarts.last ?? 0
  }

  /// Makes a stage of one step.
  package init(_ session: Session, trailStart: Int = 0) {
    self.init(session, stepStarts: [trailStart])
  }

  /// How long the trail was when a step began, counted from 1; `nil` for one that has not begun.
  func start(ofStep number: Int) -> Int? {
    stepStarts.indices.contains(number - 1) ? stepStarts[number - 1] : nil
  }

  var kms: KMSState { session.world.storage.kms }
  var s3: S3State { session.world.storage.s3 }
  private var account: AccountID { session.configuration.account }
  private var region: Region { session.configuration.region }

  /// The key of an alias or an id in the learner's account and Region, or of an ARN.
  func key(_ text: String) -> Key? {
    if let address = ARN(text).flatMap(KeyAddress.init) { return kms.keys[address] }
    if let target = kms.aliases[address(ofAlias: text)]?.targetAddress { return kms.keys[target] }
    guard let id = KeyID(text) else { return nil }
    return kms.keys[KeyAddress(account: account, region: region, id: id)]
  }

  /// The finding of a predicate about a key that there is not.
  func noKey(_ name: String, wanted: String) -> Finding {
    Finding(false, found: missing(name), wanted: wanted, shows: "aws kms list-aliases")
  }

  /// Why there is no key of a name, in words.
  func missing(_ key: String) -> String {
    wasDeleted(key) ? "\(key) is gone: its deletion has happened" : "no \(key); \(aliases)"
  }

  /// The aliases that there are, in words.
  var aliases: String {
    let names = kms.aliases(account: account, region: region).map(\.address.name)
    return names.isEmpty
      ? "there is no alias at all" : "there are \(names.joined(separator: ", "))"
  }

  /// The address of an alias in the learner's account and Region, or of an alias ARN.
  func address(ofAlias name: String) -> AliasAddress {
    if let arn = ARN(name), arn.service == "kms", let account = arn.account, let region = arn.region
    {
      return AliasAddress(account: account, region: region, name: arn.resource)
    }
    return AliasAddress(account: account, region: region, name: name)
  }

  /// A key as a learner calls it.
  func name(of key: Key) -> String {
    kms.aliases(of: key.address).first?.address.name ?? "key \(key.address.id)"
  }

  /// The key of an id as a learner calls it, also where it is gone.
  func name(ofID id: KeyID) -> String {
    kms.keys[KeyAddress(account: account, region: region, id: id)].map(name) ?? "key \(id)"
  }

  /// The key of an ARN as a learner calls it, also where it is gone.
  func name(of arn: ARN?) -> String {
    guard let arn else { return "S3's own key" }
    guard let address = KeyAddress(arn) else { return arn.description }
    return kms.keys[address].map(name) ?? "key \(address.id), which is gone"
  }

  /// The caller of a name: `alice`, `root`, `root@444455556666`; `role/App/night` is whoever is in
  /// the role App by that session name, whether its credentials have ended or not.
  func principal(_ name: String) -> Principal? {
    let identities = session.world.environment.identities
    let known = identities.principals.first { principal in
      principal.shortName(from: account) == name || principal.arn.description == name
    }
    let parts = name.split(separator: "/").map(String.init)
    guard known == nil, parts.count == 3, parts[0] == "role",
      let role = identities.role(account, parts[1])
    else { return known }
    return .session(RoleSession(account, role: role.name, name: parts[2]))
  }

  /// Whoever can do something, as a learner calls them.
  func names(ofThoseWho isAble: (Principal) -> Bool) -> [String] {
    session.world.environment.identities.principals.filter(isAble)
      .map { $0.shortName(from: account) }
  }

  /// A call of a principal in the learner's Region.
  func call(_ principal: Principal, isViaS3: Bool = false) -> Call {
    Call(principal: principal, region: region, via: isViaS3 ? .s3 : nil)
  }

  /// Whether a key of a name was deleted in this world: by its alias' last target, or its id.
  func wasDeleted(_ text: String) -> Bool {
    let trail = session.world.environment.trail
    var id = KeyID(text).map { "\($0)" } ?? ARN(text).flatMap(KeyAddress.init).map { "\($0.id)" }
    var isDeleted = false
    for (_, record) in trail.suffix(trail.count) where record.error == nil {
      if record.parameters["AliasName"]?.text == text, let target = record.parameters["TargetKeyId"]
      {
        id = ARN(target.text ?? "").flatMap(KeyAddress.init).map { "\($0.id)" } ?? target.text
      }
      if record.name == EventKind.deleteKey.name, record.parameters["keyId"]?.text == id, id != nil
      {
        isDeleted = true
      }
    }
    // A multi-Region key is gone when its last relative is.
    return isDeleted && key(text) == nil && !kms.keys.keys.contains { "\($0.id)" == id }
  }
}
