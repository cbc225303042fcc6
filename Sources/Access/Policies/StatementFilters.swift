/// What a few bytes of a request tell of a policy's statements, which spares looking at most of
/// them in most decisions.
struct StatementFilters: Sendable {
  private let actions: [ActionFilter]
  private let resources: [ResourceFilter]

  /// The filters of all statements, in their order.
  init(_ statements: [PolicyStatement]) {
    actions = statements.enumerated().flatMap { index, statement in
      statement.exceptions.contains(.actions)
        ? [ActionFilter(index, nil)] : statement.actions.map { ActionFilter(index, $0) }
    }
    resources = statements.enumerated().flatMap { index, statement in
      statement.exceptions.contains(.resources)
        ? [ResourceFilter(index, nil)] : statement.resources.map { ResourceFilter(index, $0) }
    }
  }

  /// The statements, from 0, that could speak of an action of this number and of a resource.
  func candidates(action: UInt64, resource: [UInt8]) -> [Int] {
    var candidates: [Int] = []
    var (place, index) = (0, 0)
    while index < actions.count {
      let statement = actions[index].statement
      var lets = false
      while index < actions.count, actions[index].statement == statement {
        lets = lets || actions[index].lets(action)
        index += 1
      }
      guard lets else { continue }
      while place < resources.count, resources[place].statement < statement { place += 1 }
      while place < resources.count, resources[place].statement == statement {
        if resources[place].lets(resource) {
          candidates.append(statement)
          break
        }
        place += 1
      }
    }
    return candidates
  }
}
