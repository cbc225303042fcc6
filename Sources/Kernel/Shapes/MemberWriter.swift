/// Adds the members that a value has to an object: one, or several one after the other.
///
/// Several are closures in one another, since to walk through an array of closures over a type that
/// is not known here is to look up that type, for each value of a list.
struct MemberWriter<Root: Sendable>: Sendable {
  /// Adds what a value has.
  let write: @Sendable (Root, inout DocumentObject) -> Void

  /// Adds nothing.
  static var nothing: MemberWriter { MemberWriter { _, _ in } }

  /// Adds these members, and then those.
  func followed(by next: MemberWriter) -> MemberWriter {
    MemberWriter { [write] root, object in
      write(root, &object)
      next.write(root, &object)
    }
  }
}
