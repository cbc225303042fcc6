package import Kernel

/// A demand of a call, and all that was looked at to decide it.
package struct DecidedDemand: Sendable {
  /// The operation that demanded it.
  package let operation: String
  /// Its service.
  package let service: Service
  /// What was demanded.
  package let demand: Demand
  /// Who demanded it.
  package let call: Call
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
    self.demand = demand
    self.call = call
    self.record = record
  }
}
