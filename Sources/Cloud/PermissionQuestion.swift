package import Access
package import KMS
package import Kernel
package import S3

/// A question about the world: whether somebody may do something to something.
package struct PermissionQuestion: Sendable {
  /// On what.
  package enum Resource: Sendable {
    /// A key, and the alias by which a request would name it.
    case key(KeyAddress, alias: String?)
    /// A bucket, or an object, which need not exist, and perhaps a version of it.
    case bucket(String, key: String?, version: ObjectVersionID? = nil)
    /// Something that has no policy of its own, by its ARN; everything, where there is none.
    case other(ARN?)
  }

  /// Who asks.
  package var principal: Principal
  /// `kms:Decrypt`.
  package var action: String
  /// On what.
  package var resource: Resource
  /// Where the call is made.
  package var region: Region
  /// The service that calls on the caller's behalf.
  package var via: Service?
  /// Where the caller calls from.
  package var origin = Origin.learner
  /// How the call proves who makes it.
  package var authentication = Call.Authentication.headers
  /// The encryption context of the request.
  package var context: EncryptionContext?
  /// Further condition keys and their values.
  package var values: [(key: ConditionKey, values: [String])]

  /// Asks.
  package init(
    _ principal: Principal, _ action: String, on resource: Resource, region: Region,
    via: Service? = nil, context: EncryptionContext? = nil,
    values: [(key: ConditionKey, values: [String])] = []
  ) {
    self.principal = principal
    self.action = action
    self.resource = resource
    self.region = region
    self.via = via
    self.context = context
    self.values = values
  }

  /// The call that the question is about.
  package var call: Call {
    let service = action.split(separator: ":").first.flatMap { Service(rawValue: $0.lowercased()) }
    return Call(
      principal: principal, region: service?.onlyRegion ?? region, via: via, origin: origin,
      authentication: authentication)
  }
}

extension World {
  /// What a question demands; `nil` where there is no such key or bucket.
  package func demand(_ question: PermissionQuestion) -> Demand? {
    var values = ConditionValues()
    for entry in question.values { values.assume(entry.key, entry.values) }
    switch question.resource {
    case .key(let address, let alias):
      guard let key = storage.kms.keys[address] else { return nil }
      values.add(.requestAlias, alias)
      if KMSState.isCryptographic(question.action) {
        values.add(ConditionValues(question.context, nil))
      }
      return storage.kms.demand(
        question.action, on: key,
        worksAcrossAccounts: KMSState.worksAcrossAccounts(question.action), values,
        GrantUse(context: question.context), as: question.call)
    case .bucket(let name, let key, let version):
      guard let bucket = storage.s3.buckets[BucketName(name)] else { return nil }
      return storage.s3.demand(
        question.action, on: key.map { ObjectKey($0) }, version, in: bucket, values)
    case .other(let arn):
      return .identity(
        question.action, on: arn, owner: question.principal.account, values: values)
    }
  }

  /// The answer to a question; `nil` where there is no such key or bucket.
  package func verdict(_ question: PermissionQuestion) -> Verdict? {
    demand(question).map { Evaluator(environment).decide($0, as: question.call) }
  }

  /// The answer to a question, and all that was looked at.
  package func decide(_ question: PermissionQuestion) -> DecidedDemand? {
    demand(question).map { demand in
      DecidedDemand(
        demand, of: question.action, .kms, as: question.call, by: Evaluator(environment))
    }
  }
}
