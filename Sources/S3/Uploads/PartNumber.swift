import Kernel

/// The number of a part.
enum PartNumber {
  /// The numbers that parts can have.
  static let all = 1...10_000

  /// Fails for another number.
  static func check(_ number: Int) throws(S3Failure) {
    guard all.contains(number) else {
      throw .invalidArgument(
        "Part number must be an integer between 1 and 10000, inclusive", "partNumber",
        String(number))
    }
  }

  /// The member PartNumber of a request.
  static func member<Root>(
    _ path: @escaping @Sendable (Root) -> Int
  ) -> Member<Root, Int> {
    Member(
      "PartNumber", path, help: "The part's number, from 1 to 10,000: its place in the object.")
  }
}
