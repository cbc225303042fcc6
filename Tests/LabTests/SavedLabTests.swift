import Cloud
import Console
import Kernel
import Lab
import Sessions
import Testing

/// Sessions that went through labs, quizzes and predictions come back by replay.
struct SavedLabTests {
  /// What learners type around lessons.
  private static let lines = [
    "learn", "learn a-key-of-your-own", "learn 2", "learn nonsense", "next", "task", "check",
    "hint", "solution", "skip", "skip", "goto 2", "goto 9", "reset step", "reset lab", "reset",
    "leave", "recap", "quiz", "quiz rotation", "quiz --exam 3", "a", "b", "a b", "prove", "enough",
    "predict on", "predict off", "yes", "no", "no input", "recall", "undo", "redo", "advance 90d",
    "as bob", "whoami",
    "K=$(aws kms create-key --query KeyMetadata.KeyId --output text)", "echo $K >key", "cat key",
    "aws kms create-alias --alias-name alias/lab-key --target-key-id $K", "aws kms list-aliases",
    "aws s3 mb s3://a-bucket", "import /real/file f", "save x", "echo $?", "import /no x",
    "save /no", "load /no", "import /no x; advance 1d", "help", "predicates",
  ]

  private static let host = Host(
    readFile: { (path, _) throws(HostFailure) -> [UInt8] in
      guard path != "/no" else { throw HostFailure(reason: "Permission denied") }
      return Array("real".utf8)
    },
    writeFile: { (path, _) throws(HostFailure) -> Void in
      guard path != "/no" else { throw HostFailure(reason: "Permission denied") }
    })

  /// A session of 40 of these lines.
  private func session(_ seed: Int, isCoached: Bool) throws -> Session {
    var session = Session(
      SessionConfiguration(seed: 9, region: try #require(Region("eu-west-1"))),
      isCoached: isCoached, host: Self.host)
    session.companion = Tutor()
    for line in Self.draw(40, seed) { _ = session.execute(line) }
    return session
  }

  private static func draw(_ count: Int, _ seed: Int) -> [String] {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return lines[Int(state >> 33) % lines.count]
    }
  }

  private func loaded(_ session: Session, isCoached: Bool) throws -> SessionFile.Loaded {
    try SessionFile.load(
      Array(SessionFile.text(of: session).utf8), isCoached: isCoached, host: Self.host,
      table: .console, companion: Tutor())
  }

  @Test(arguments: 0..<40, [false, true])
  func `A session with labs comes back and goes on as it would have`(
    seed: Int, isCoached: Bool
  ) throws {
    var session = try session(seed, isCoached: isCoached)
    let loaded = try loaded(session, isCoached: isCoached)
    #expect(loaded.isEqual, "\(loaded.lines)\n\(SessionFile.text(of: session))")
    var other = loaded.session
    #expect(other.log == session.log)
    for line in Self.draw(40, seed + 1_000) {
      _ = session.execute(line)
      _ = other.execute(line)
    }
    #expect(other.log == session.log)
    #expect(SessionFile.text(of: other) == SessionFile.text(of: session))
  }

  @Test func `A session that is saved in a lab names its own start, not the lab's`() throws {
    var session = Session(SessionConfiguration(seed: 9), host: Self.host)
    session.companion = Tutor()
    _ = session.execute("learn a-key-of-your-own")
    #expect(session.configuration.start != session.beginning.start)
    #expect(SessionFile.text(of: session).contains("\nseed: 9\n"))
    var loaded = try loaded(session, isCoached: false)
    #expect(loaded.isEqual, "\(loaded.lines)")
    #expect(loaded.session.configuration == session.configuration)
    loaded = try self.loaded(loaded.session, isCoached: false)
    #expect(loaded.isEqual, "\(loaded.lines)")
  }

  @Test(arguments: [false, true])
  func `A session that is loaded into one of another voice is saved in that voice`(
    isCoached: Bool
  ) throws {
    let session = try session(7, isCoached: !isCoached)
    let other = try loaded(session, isCoached: isCoached)
    #expect(other.isEqual, "\(other.lines)")
    let again = try loaded(other.session, isCoached: isCoached)
    #expect(again.isEqual, "\(again.lines)\n\(SessionFile.text(of: other.session))")
  }

  @Test func `A saved session with a lab is a test as soon as it is called one`() throws {
    var session = Session(host: Self.host)
    session.companion = Tutor()
    for line in ["learn 1", "skip", "hint", "leave"] { _ = session.execute(line) }
    let text = SessionFile.text(of: session).replacing("kind: session", with: "kind: test")
    let report = ReplayReport(name: "saved", Array(text.utf8))
    #expect(report.isAsExpected, "\(report.differences.map { $0.report(path: "saved") })")
  }
}
