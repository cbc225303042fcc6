import Kernel

/// The member that asks to pass over a retention of governance.
enum Bypass {
  static func member<Root>(
    _ path: @escaping @Sendable (Root) -> Bool?
  ) -> Member<Root, Bool?> {
    Member(
      "BypassGovernanceRetention", path,
      help: "Passes over a retention of governance; needs s3:BypassGovernanceRetention.")
  }
}
