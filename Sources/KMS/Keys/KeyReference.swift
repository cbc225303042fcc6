package import Access
import Kernel

/// A key as a request names it: key id, key ARN, and where AWS takes them alias name and alias ARN.
package struct KeyReference: TextValue {
  /// The text as it was given.
  package let text: String

  /// Makes a reference of any text.
  package init(_ text: String) { self.text = text }

  /// Which forms an operation takes.
  package enum Forms: Sendable {
    /// Key id and key ARN: management.
    case keys
    /// The same for the target of an alias, whose operations know no InvalidArnException.
    case targets
    /// These and alias name and alias ARN: cryptography and DescribeKey.
    case keysAndAliases
  }
}

/// What a reference leads to.
enum KeyTarget {
  /// A key, perhaps of another account.
  case key(Key)
  /// A name in another account that leads nowhere, which the caller must not learn.
  case hidden(ARN)
  /// An AWS managed key that has not been used yet.
  case unmade(ManagedKey)
}

extension KMSState {
  /// Follows a reference; fails where AWS tells the caller that there is no such key.
  func resolve(
    _ reference: KeyReference, _ forms: KeyReference.Forms, as call: Call
  ) throws(KMSFailure) -> KeyTarget {
    let text = reference.text
    if text.hasPrefix("arn:") { return try resolve(arn: text, forms, as: call) }
    if text.hasPrefix("alias/"), forms != .targets {
      guard forms == .keysAndAliases else { throw .aliasesNotSupported }
      return try resolve(
        AliasAddress(account: call.account, region: call.region, name: text), as: call)
    }
    guard let id = KeyID(text) else { throw .invalidKeyID(text) }
    return try resolve(KeyAddress(account: call.account, region: call.region, id: id), as: call)
  }

  private func resolve(
    arn text: String, _ forms: KeyReference.Forms, as call: Call
  ) throws(KMSFailure) -> KeyTarget {
    guard let arn = ARN(text), arn.service == "kms", let account = arn.account,
      let region = arn.region
    else { throw .invalidARN(text) }
    guard region == call.region else { throw .invalidARN(region.description) }
    if arn.resource.hasPrefix("alias/") {
      guard forms == .keysAndAliases else { throw .aliasesNotSupported }
      return try resolve(
        AliasAddress(account: account, region: region, name: arn.resource), as: call)
    }
    guard let address = KeyAddress(arn) else { throw .invalidARN(text) }
    return try resolve(address, as: call)
  }

  private func resolve(_ alias: AliasAddress, as call: Call) throws(KMSFailure) -> KeyTarget {
    if let alias = aliases[alias] { return try resolve(alias.targetAddress, as: call) }
    guard alias.account == call.account else { return .hidden(alias.arn) }
    if let managed = ManagedKey(alias) { return .unmade(managed) }
    throw .aliasNotFound(alias.arn)
  }

  private func resolve(_ address: KeyAddress, as call: Call) throws(KMSFailure) -> KeyTarget {
    if let key = keys[address] { return .key(key) }
    guard address.account == call.account else { return .hidden(address.arn) }
    throw .keyNotFound(address.arn)
  }

  /// Follows a reference that was permitted, and so leads to a key; the first use of an AWS managed
  /// key makes it.
  mutating func key(
    _ reference: KeyReference, _ forms: KeyReference.Forms, _ environment: inout Environment,
    as call: Call
  ) throws(KMSFailure) -> Key {
    switch try resolve(reference, forms, as: call) {
    case .key(let key): key
    case .hidden(let arn): throw .keyNotFound(arn)
    case .unmade(let managed): make(managed, &environment, as: call)
    }
  }

  /// The permission to do something with the key that a reference leads to.
  func demand(
    _ action: String, on reference: KeyReference, _ forms: KeyReference.Forms,
    worksAcrossAccounts: Bool, _ values: ConditionValues = ConditionValues(),
    _ use: GrantUse = GrantUse(), as call: Call
  ) throws(KMSFailure) -> Demand {
    var values = values
    values.add(.requestAlias, reference.aliasName)
    return switch try resolve(reference, forms, as: call) {
    case .key(let key):
      demand(action, on: key, worksAcrossAccounts: worksAcrossAccounts, values, use, as: call)
    case .hidden(let arn):
      Demand.onResource(
        action, arn, owner: arn.account ?? call.account, policy: nil,
        worksAcrossAccounts: worksAcrossAccounts, values: values)
    case .unmade(let managed):
      Demand.onResource(
        action, managed.alias.arn, owner: call.account, policy: managed.policy.document,
        worksAcrossAccounts: worksAcrossAccounts, values: values)
    }
  }

  /// The permission to do something with a key.
  package func demand(
    _ action: String, on key: Key, worksAcrossAccounts: Bool = false,
    wording: Demand.Wording = .named, _ values: ConditionValues = ConditionValues(),
    _ use: GrantUse = GrantUse(), as call: Call
  ) -> Demand {
    var values = values
    values.ofResource = { value(of: $0, for: key) }
    return Demand.onResource(
      action, key.arn, owner: key.address.account, policy: key.policy.document,
      worksAcrossAccounts: worksAcrossAccounts, wording: wording, values: values,
      grants: grantAnswers(to: action, on: key, use, as: call))
  }
}
