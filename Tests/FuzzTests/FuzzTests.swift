import Foundation
import Fuzzing
import Testing

/// A few inputs for each target; `.ci/run` gives 100,000 to the release build.
struct FuzzTests {
  private static let count = ProcessInfo.processInfo.environment["KMSLAB_FUZZ"] ?? "1000"

  @Test(arguments: FuzzTarget.all.map(\.name))
  func `A target survives its inputs`(target: String) throws {
    let (output, status) = try FuzzTests.run([target])
    #expect(status == 0, "\(output)")
  }

  @Test func `What fails is shrunk and named`() throws {
    let (output, status) = try FuzzTests.run(["planted"])
    #expect(status == 1)
    #expect(output.contains("planted: input "))
    #expect(
      ["\"c\"", "\"h\"", "\"w\""].contains { output.contains("smallest: " + $0) }, "\(output)")
    #expect(output.contains("again:    Fuzz planted --number "))
  }

  @Test func `The input of a number is always the same`() {
    for target in FuzzTarget.all { #expect(target.input(7) == target.input(7)) }
    #expect(Set((0..<100).map { FuzzTarget.all[0].input($0) }).count > 80)
  }

  @Test(
    arguments: [
      ([1, 2, 3, 4, 5, 6, 7], [3]), ([3, 1, 3], [3]), ([3], [3]),
      (Array(repeating: 9, count: 500) + [3], [3]),
    ] as [([UInt8], [UInt8])])
  func `Shrinking keeps what makes an input fail`(row: (input: [UInt8], smallest: [UInt8])) {
    #expect(Shrinking.smallest(row.input) { $0.contains(3) } == row.smallest)
  }

  @Test func `Shrinking makes the rest plain`() {
    let smallest = Shrinking.smallest(Array("xyz(1)".utf8)) { $0.count >= 3 && $0.contains(40) }
    #expect(String(decoding: smallest, as: UTF8.self).filter { $0 != "a" } == "(")
    #expect(smallest.count == 3)
  }

  /// Runs the program beside the tests.
  private static func run(_ arguments: [String]) throws -> (output: String, status: Int32) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().appendingPathComponent("Fuzz")
    process.arguments = arguments
    process.environment = ["KMSLAB_FUZZ": count]
    let pipe = Pipe()
    (process.standardOutput, process.standardError) = (pipe, pipe)
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (String(decoding: data, as: UTF8.self), process.terminationStatus)
  }
}
