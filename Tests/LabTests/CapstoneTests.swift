import Access
import Cloud
import Foundation
import Kernel
import Lab
import Sessions
import Testing

/// The capstone's labs: three ways through each step, and a faulty world for each requirement.
struct CapstoneTests {
  private static let names = ["photos-build", "photos-a-year", "photos-the-end"]

  private static func lesson(_ name: String) throws -> Lesson {
    let bytes = try ScenarioFiles.bytes("scenarios/labs/F-capstone/\(name).lab.md")
    return try Lesson(LabFile(bytes), name: name)
  }

  @Test(arguments: names)
  func `Each step has three ways`(name: String) throws {
    #expect(try Self.lesson(name).steps.allSatisfy { $0.solutions.count == 3 })
  }

  @Test(arguments: zip(names, names.dropFirst()))
  func `The world at the end of one is given by the next`(earlier: String, later: String) throws {
    let ended = try Self.lesson(earlier).steps.flatMap { step in
      try (step.givens + step.solutions.prefix(1)).flatMap(Self.lines)
    }
    let given = try #require(try Self.lesson(later).steps.first).givens.flatMap(Self.lines)
    let begins = given.starts(with: ended)
    #expect(begins, "\(later) does not begin as \(earlier) ends")
  }

  @Test(arguments: names)
  func `A faulty world fails its requirement and no other`(name: String) throws {
    let lesson = try Self.lesson(name)
    let faults = try Fault.all(
      in: String(
        contentsOf: ScenarioFiles.root.appending(path: "Tests/LabTests/Capstone/\(name).txt"),
        encoding: .utf8))
    var session = ClosedSession(lesson.configuration)
    var starts: [Int] = []
    for step in lesson.steps {
      for block in step.givens { try Self.run(block, in: &session) }
      starts.append(session.session.world.environment.trail.count)
      let own = faults.filter { $0.step == step.title }
      #expect(own.map(\.predicate) == step.checks.map(\.predicate.text))
      let author = try step.solutions[0].exchanges().map(\.command)
      for (index, fault) in own.enumerated() {
        var world = session
        for line in try fault.lines(of: author) { _ = world.execute(line) }
        let stage = Stage(world.session, stepStarts: starts)
        let unmet = step.checks.map(\.predicate).filter { !$0.finding(on: stage).isMet }
        #expect(unmet.map(\.text) == [step.checks[index].predicate.text], "\(fault)")
      }
      for line in author { _ = session.execute(line) }
      let stage = Stage(session.session, stepStarts: starts)
      #expect(step.checks.allSatisfy { $0.predicate.finding(on: stage).isMet })
    }
  }

  /// What a block runs or writes, line by line.
  private static func lines(of block: LabFile.Block) throws -> [String] {
    block.kind == "file"
      ? block.attributes + block.lines : try block.exchanges().map(\.command)
  }

  private static func run(_ block: LabFile.Block, in session: inout ClosedSession) throws {
    guard block.kind == "file", let name = block.attribute("name") else {
      for exchange in try block.exchanges() { _ = session.execute(exchange.command) }
      return
    }
    try session.write(block.lines.flatMap { Array($0.utf8) + [10] }, to: name)
  }
}

/// How the author's way of a step goes wrong, so that one requirement fails.
private struct Fault: CustomStringConvertible {
  /// The step's heading.
  let step: String
  /// The requirement.
  let predicate: String
  /// The changes: their mark, and what follows it.
  private(set) var changes: [(mark: Character, text: String)] = []

  var description: String { "\(predicate): \(changes)" }

  /// Reads a data file: headings `## STEP`, and blocks of a predicate and its changes.
  static func all(in text: String) throws -> [Fault] {
    var faults: [Fault] = []
    var step = ""
    var isAtStart = true
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.isEmpty {
        isAtStart = true
      } else if line.hasPrefix("## ") {
        step = String(line.dropFirst(3))
      } else if isAtStart {
        faults.append(Fault(step: step, predicate: line))
        isAtStart = false
      } else if line.hasPrefix("| ") {
        let change = try #require(faults.last?.changes.last)
        faults[faults.count - 1].changes.removeLast()
        faults[faults.count - 1].changes.append(
          (change.mark, "\(change.text)\n\(line.dropFirst(2))"))
      } else {
        let mark = try #require(line.first)
        faults[faults.count - 1].changes.append((mark, String(line.dropFirst(2))))
      }
    }
    return faults
  }

  /// The author's lines with the changes: `<` before them, `+` after them, `-` without those that
  /// have the text, `~` with one text for another.
  func lines(of author: [String]) throws -> [String] {
    var lines = author
    var before: [String] = []
    for (mark, text) in changes {
      let old = lines
      switch mark {
      case "<": before.append(text)
      case "+": lines.append(text)
      case "-": lines.removeAll { $0.contains(text) }
      default:
        let halves = text.components(separatedBy: " => ")
        try #require(mark == "~" && halves.count == 2, "\(self)")
        lines = lines.map { $0.replacing(halves[0], with: halves[1]) }
      }
      try #require(mark == "<" || lines != old, "\(self)")
    }
    return before + lines
  }
}
