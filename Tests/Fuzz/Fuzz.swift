import ArgumentParser
import Dispatch
import Foundation
import Fuzzing
import Synchronization

/// Runs the fuzz targets, each in a process of its own and as many at once as there are processors,
/// and shrinks what fails.
@main struct Fuzz: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Gives every reader of kmslab inputs that it must survive.",
    discussion: """
      KMSLAB_FUZZ says how many inputs each target gets, 100000 unless it is set. An input is made
      of its number, so the same numbers are the same inputs; --number runs one again.
      """)

  @Argument(help: "The targets; all of them if none is named.")
  var targets: [String] = []

  @Option(help: "Run the input of this number alone, and show it.")
  var number: Int?

  @Option(help: .private)
  var work: String?

  @Flag(help: .private)
  var check = false

  func run() throws {
    let named = targets.isEmpty ? FuzzTarget.all : targets.compactMap(FuzzTarget.named)
    guard named.count == max(targets.count, 1) || targets.isEmpty else {
      let names = FuzzTarget.all.map(\.name).joined(separator: ", ")
      throw ValidationError("The targets are \(names).")
    }
    if let work { return try Worker(target: named[0], progress: work).run() }
    if check {
      return try complain(named[0], Array(FileHandle.standardInput.readDataToEndOfFile()))
    }
    if let number {
      let input = named[0].input(number)
      print(Report.shown(input))
      return try complain(named[0], input)
    }
    let count = ProcessInfo.processInfo.environment["KMSLAB_FUZZ"].flatMap { Int($0) } ?? 100_000
    let failureCount = Atomic(0)
    // The last ones first: they are the long ones.
    DispatchQueue.concurrentPerform(iterations: named.count) { place in
      let isWell = Supervisor(target: named[named.count - 1 - place]).run(count)
      if !isWell { failureCount.wrappingAdd(1, ordering: .relaxed) }
    }
    if failureCount.load(ordering: .relaxed) > 0 { throw ExitCode.failure }
  }

  private func complain(_ target: FuzzTarget, _ input: [UInt8]) throws {
    guard let complaint = target.complaint(input) else { return }
    print(complaint)
    throw ExitCode.failure
  }
}

/// Goes through the inputs of a target; the number of the present one is in a file, for who watches.
private struct Worker {
  let target: FuzzTarget
  /// The file, and the numbers: `path:first:count`.
  let progress: String

  func run() throws {
    let parts = progress.split(separator: ":").map(String.init)
    guard parts.count == 3, let first = Int(parts[1]), let count = Int(parts[2]) else {
      throw ValidationError("--work PATH:FIRST:COUNT")
    }
    let file = unsafe open(parts[0], O_WRONLY | O_CREAT, 0o600)
    defer { close(file) }
    for number in first..<first + count {
      var present = Int64(number)
      _ = unsafe pwrite(file, &present, 8, 0)
      guard let complaint = target.complaint(target.input(number)) else { continue }
      print(complaint)
      throw ExitCode.failure
    }
  }
}
