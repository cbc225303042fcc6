import Access
import Kernel

/// Members that operations on roles share.
enum RoleMembers {
  static func description<Root>(
    _ path: @escaping @Sendable (Root) -> String?
  ) -> Member<Root, String?> {
    Member(
      "Description", path, .length(0...1000),
      .pattern("[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*") { text in
        text.unicodeScalars.allSatisfy { scalar in
          [9, 10, 13].contains(scalar.value) || (0x20...0x7E).contains(scalar.value)
            || (0xA1...0xFF).contains(scalar.value)
        }
      },
      help: "What the role is for.")
  }

  static func maxSession<Root>(
    _ path: @escaping @Sendable (Root) -> Int?
  ) -> Member<Root, Int?> {
    Member(
      "MaxSessionDuration", path, .range(3600...43_200),
      help: "The longest session in seconds; 3,600 where none is given.")
  }
}
