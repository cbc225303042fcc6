import Kernel

/// The answer of operations that tell of which version they were.
package struct VersionReply: Sendable {
  let id: ObjectVersionID?
  static let fields = Fields<VersionReply>(.init("VersionId", \.id))
}
