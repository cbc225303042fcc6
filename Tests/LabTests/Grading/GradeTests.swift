import Console
import Kernel
import Lab
import Sessions
import Testing

/// Sessions are scored by what holds in their replayed worlds.
struct GradeTests {
  static let lesson = Tutor.builtIn.first { $0.name == "a-key-of-your-own" }

  static let key = "K=$(aws kms create-key --query KeyMetadata.KeyId --output text)"
  static let alias = "aws kms create-alias --alias-name alias/lab-key --target-key-id $K"
  static let policy = [
    "policy template admins-and-users --admin alice --user alice >p.json",
    "aws kms put-key-policy --key-id $K --policy file://p.json",
  ]

  /// The saved session of lines.
  static func saved(_ lines: [String], seed: UInt64 = 1, start: String = "2026-01-01") -> String {
    var configuration = SessionConfiguration(seed: seed)
    configuration.start = Timestamp(start) ?? .last
    var session = Session(configuration)
    session.companion = Tutor()
    for line in lines { _ = session.execute(line) }
    return SessionFile.text(of: session)
  }

  static func grade(
    _ text: String, weights: Weights = Weights(), seed: UInt64? = nil
  ) throws -> Grade {
    Grade(
      learner: "ada", Array(text.utf8), in: try #require(lesson), weights: weights, seed: seed)
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let what: String
    let lines: [String]
    let score: Int
    let steps: Int
    let checks: Int
    var testDescription: String { what }
  }

  static let rows = [
    Row(what: "nothing", lines: ["clock"], score: 0, steps: 0, checks: 0),
    Row(what: "only begun", lines: ["learn 1"], score: 0, steps: 0, checks: 0),
    Row(
      what: "all of it", lines: ["learn 1", key, alias, "next"] + policy, score: 100, steps: 2,
      checks: 5),
    Row(
      what: "all of it, and left",
      lines: ["learn 1", key, alias, "next"] + policy + ["next", "leave"],
      score: 100, steps: 2, checks: 5),
    Row(
      what: "the first step; what holds already counts nothing",
      lines: ["learn 1", key, alias, "next"], score: 40, steps: 1, checks: 2),
    Row(
      what: "one hint", lines: ["learn 1", "hint", key, alias, "next"] + policy, score: 96,
      steps: 2, checks: 5),
    Row(
      what: "many hints", lines: ["learn 1"] + Array(repeating: "hint", count: 9) + [key, alias],
      score: 28, steps: 1, checks: 2),
    Row(
      what: "the solution was shown", lines: ["learn 1", "solution", key, alias], score: 20,
      steps: 1, checks: 2),
    Row(what: "skipped", lines: ["learn 1", "skip", "skip"], score: 0, steps: 0, checks: 0),
    Row(
      what: "skipped, then done", lines: ["learn 1", "skip"] + ["K=alias/lab-key"], score: 0,
      steps: 0, checks: 0),
    Row(
      what: "gone to the second step", lines: ["learn 1", "goto 2"], score: 0, steps: 0, checks: 0),
    Row(
      what: "a free session", lines: [key, alias] + policy, score: 100, steps: 2, checks: 5),
    Row(what: "half of a free session", lines: [key, alias], score: 40, steps: 1, checks: 2),
    Row(
      what: "undone again", lines: ["learn 1", key, alias, "undo"], score: 40, steps: 1, checks: 2),
    Row(
      what: "asked, and answered wrongly",
      lines: ["learn 1", key, alias, "next"] + policy + ["quiz rotation", "zzz", "enough"],
      score: 100, steps: 2, checks: 5),
  ]

  @Test(arguments: rows)
  func `A session counts by its state, and by the help it took`(row: Row) throws {
    let grade = try Self.grade(Self.saved(row.lines))
    #expect(grade.score == row.score)
    #expect(grade.steps == Grade.Part(count: row.steps, total: 2))
    #expect(grade.checks == Grade.Part(count: row.checks, total: 5))
    #expect(grade.fault == nil)
    #expect(grade.remarks == [])
  }

  @Test func `Of each question the first answer counts, by the weight of the quiz`() throws {
    let all = ["learn 1", Self.key, Self.alias, "next"] + Self.policy
    let letters = ["a", "b", "c", "d"]
    let text = Self.saved(all + ["quiz rotation"] + letters + ["enough"])
    let grade = try Self.grade(text)
    #expect(grade.quiz.total == 3 || grade.quiz.total == 4)
    #expect(grade.score == 80 + 20 * grade.quiz.count / grade.quiz.total)
    #expect(try Self.grade(text, weights: Weights("quiz=0")).score == 100)
    let asked = try Self.grade(Self.saved(all), weights: Weights("questions=10"))
    #expect(asked.quiz == Grade.Part(count: 0, total: 10))
    #expect(asked.score == 80)
  }

  @Test(arguments: [
    "checks", "checks=x", "checks=101", "checks=-1", "tests=1", "checks=0", "=", "quiz",
  ])
  func `Weights that are none are refused`(text: String) {
    #expect(throws: WeightError.self) { try Weights(text) }
  }

  @Test func `A session of another seed counts nothing, and says so`() throws {
    let text = Self.saved(["learn 1", Self.key, Self.alias], seed: 5)
    #expect(try Self.grade(text, seed: 5).score == 40)
    let grade = try Self.grade(text, seed: 6)
    #expect(grade.score == 0)
    #expect(grade.fault == "made with seed 5, expected 6")
  }

  @Test func `Two learners have two keys, in a lab too`() throws {
    let ids = try ["ada", "ben"].map { name in
      let text = Self.saved(["learn 1", Self.key, "echo $K"], seed: LearnerSeed.of(name))
      return try #require(text.firstMatch(of: /\n[0-9a-f]{8}-[0-9a-f-]+\n/)).output
    }
    #expect(ids[0] != ids[1])
    // What is copied of another's session names keys that are not there.
    let copied = ids[0].filter { $0 != "\n" }
    let text = Self.saved(
      ["learn 1", Self.key, Self.alias.replacing("$K", with: copied)], seed: LearnerSeed.of("ben"))
    #expect(try Self.grade(text).score == 0)
  }

  @Test func `A seed follows name and course alone`() {
    #expect(LearnerSeed.of("Ada  Lovelace ") == LearnerSeed.of("ada lovelace"))
    #expect(LearnerSeed.of("ada") != LearnerSeed.of("ada", course: "2026"))
    #expect(Set((0..<2_000).map { LearnerSeed.of("learner \($0)") }).count == 2_000)
    #expect(LearnerSeed.of("ada") == 641_393_513_176)
  }

  @Test func `A list of seeds is read, and its faults are named`() throws {
    let list = "name,seed\nada,4711\n# a comment\n\nben 7 # late\r\nCy van Dam, 8\n"
    #expect(
      try LearnerSeed.list(Array(list.utf8)) == ["ada": 4711, "ben": 7, "Cy van Dam": 8])
    let sheet =
      "\u{FEFF}# the class\nName,Seed\r\n\"Lovelace, Ada\",1\r\n\"a \"\"b\"\" #c\" , 2\r\n"
      + "\"d\" 3 #e\r\n"
    #expect(
      try LearnerSeed.list(Array(sheet.utf8)) == ["Lovelace, Ada": 1, "a \"b\" #c": 2, "d": 3])
    for (text, line) in [
      ("ada x\nben 1\n", 1), ("ada 1\nname,seed\n", 2), ("\"ada 1\n", 1),
      ("ada 1\n\"b\"\" 2", 2),
      ("ada\n", 1), ("ada 1\nben\n", 2), ("ada 1\nada 2\n", 2), ("a 1\nb -2\n", 2),
    ] {
      #expect {
        try LearnerSeed.list(Array(text.utf8))
      } throws: { error in
        (error as? LearnerSeedError)?.message.hasPrefix("line \(line): ") == true
      }
    }
  }

  @Test(arguments: ["", "x", "---\nkind: lab\n---\n", "---\nkind: session\nseed: x\n---\n"])
  func `A file that is no session is unreadable`(text: String) throws {
    let grade = try Self.grade(text)
    #expect(grade.isUnreadable)
    #expect(grade.fault?.hasPrefix("line ") == true)
  }
}
