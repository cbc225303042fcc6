/// CloudTrail needs no state but the trail, which is part of the environment.
package struct CloudTrailState: Sendable {
  /// Makes the state.
  package init() {}
}
