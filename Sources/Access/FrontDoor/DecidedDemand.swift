package import Kernel

/// A demand of a call, and all that was looked at to decide it.
package struct DecidedDemand: Sendable {
  /// The operation that demanded it.
  package let operation: String
  /// Its service.
  package let service: Service
  /// Demand and call as policies saw them.
  private let context: RequestContext
  /// What came of it.
  package let verdict: Verdict
  /// What was looked at.
  package let record: DecisionRecord

  /// Decides a demand, and keeps what was looked at.
  package init(
    _ demand: Demand, of operation: String, _ service: Service, as call: Call,
    by evaluator: Evaluator
  ) {
    var record = DecisionRecord()
    verdict = evaluator.decide(demand, as: call, &record)
    self.operation = operation
    self.service = service
    self.record = record
    context = RequestContext(demand, call, evaluator.now, evaluator.identities)
  }

  /// What was demanded.
  package var demand: Demand { context.demand }

  /// Who demanded it.
  package var call: Call { context.call }

  /// The values that a condition key had, whether request, caller or call tell them; `nil` for
  /// none.
  package func values(of key: ConditionKey) -> [String]? { context.values(of: key) }
}
