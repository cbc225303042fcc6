import Cloud
import Console
import Foundation
import GRDB
import Kernel
import Lab
import Testing

@testable import Store

/// Sessions that outlive the program.
struct SessionStoreTests {
  /// A folder of its own, removed with the test.
  private final class Folder {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "kmslab-\(UUID().uuidString)").path

    init() throws {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var database: String { path + "/sessions.sqlite" }
  }

  private let folder: Folder

  init() throws { folder = try Folder() }

  private func store() throws -> SessionStore {
    try SessionStore.open(folder: folder.path).store.get()
  }

  /// A session on a shelf, as the program makes one.
  private func session(
    on shelf: any SessionShelf, files: [String: String] = [:], _ lines: [String] = []
  ) throws -> Session {
    var session = Session(SessionConfiguration(seed: 9), host: host(shelf, files: files))
    session.companion = Tutor()
    for line in lines {
      _ = session.execute(line)
      try shelf.keep(session)
    }
    return session
  }

  private func host(_ shelf: any SessionShelf, files: [String: String] = [:]) -> Console.Host {
    Console.Host(
      readFile: { (path, _) throws(HostFailure) -> [UInt8] in
        guard let text = files[path] else { throw HostFailure(reason: "no such file") }
        return Array(text.utf8)
      },
      writeFile: { (_, _) throws(HostFailure) -> Void in }, shelf: .success(shelf))
  }

  private static let lines = [
    "KEY=$(aws kms create-key --query KeyMetadata.KeyId --output text)",
    "aws kms create-alias --alias-name alias/lab-key --target-key-id $KEY",
    "import /real f", "import /none", "cat <<E >g\na\nE", "advance 365d", "learn 1", "skip", "undo",
    "predict on", "aws kms list-keys", "yes", "quiz keys", "a", "leave", "aws kms describe-key x",
  ]

  @Test func `A session comes back with every line, output, file and world`() throws {
    let first = try store()
    _ = try first.create("monday", SessionConfiguration(seed: 9), isCoached: false)
    let session = try session(on: first, files: ["/real": "real bytes"], Self.lines)
    let second = try SessionStore.open(folder: folder.path).store.get()
    // The first program is gone.
    _ = try first.create(nil, SessionConfiguration(), isCoached: false)
    let kept = try second.open("monday")
    let resumed = Session.resumed(kept, host: host(second), companion: Tutor())
    #expect(resumed.lines == ["back in monday: 16 lines, it is 2026-01-01 00:00:00"])
    #expect(resumed.session.log == session.log)
    #expect(resumed.session.world.digest() == session.world.digest())
    #expect(resumed.session.companion?.record == session.companion?.record)
  }

  @Test func `Each line is there before the next is typed`() throws {
    let store = try store()
    _ = try store.create("s", SessionConfiguration(seed: 9), isCoached: false)
    var session = try session(on: store)
    for (index, line) in Self.lines.enumerated() {
      _ = session.execute(line)
      try store.keep(session)
      #expect(try store.sessions().first?.lineCount == index + 1)
    }
  }

  @Test func `A session that is open elsewhere is not given away, nor deleted`() throws {
    let (first, second) = (try store(), try store())
    _ = try first.create("mine", SessionConfiguration(), isCoached: false)
    let told = HostFailure(reason: "mine is open in another terminal; close it there first")
    #expect(throws: told) { try second.open("mine") }
    #expect(throws: told) { try second.delete("mine") }
    #expect(try second.sessions().map(\.isOpenElsewhere) == [true])
    #expect(try second.lastFree().free == nil)
    _ = try first.create("other", SessionConfiguration(), isCoached: false)
    #expect(try second.open("mine").name == "mine")
    #expect(try second.sessions().map(\.name) == ["mine", "other"])
  }

  @Test func `The present session is not deleted; another goes with its lines`() throws {
    let store = try store()
    _ = try store.create("a", SessionConfiguration(), isCoached: false)
    _ = try session(on: store, ["echo 1", "import /none"])
    #expect(throws: HostFailure.self) { try store.delete("a") }
    _ = try store.create("b", SessionConfiguration(), isCoached: false)
    try store.delete("a")
    #expect(try store.sessions().map(\.name) == ["b"])
    let rest = try store.database.read { database in
      try LineRow.fetchCount(database) + ImportRow.fetchCount(database)
    }
    #expect(rest == 0)
  }

  @Test func `Sessions without a name and without a line leave no trace`() throws {
    let store = try store()
    for lines in [[], ["recall"], ["echo 1"], []] {
      _ = try store.create(nil, SessionConfiguration(seed: 9), isCoached: false)
      _ = try session(on: store, files: [LearnerRecord.path: ""], lines)
    }
    _ = try store.create("mine", SessionConfiguration(), isCoached: false)
    _ = try store.create(nil, SessionConfiguration(), isCoached: false)
    #expect(try store.sessions().map(\.lineCount) == [0, 0, 1])
    #expect(try store.sessions().dropFirst().first?.name == "mine")
  }

  @Test(arguments: ["", "a b", "-x", "é", "a/b", String(repeating: "x", count: 65)])
  func `A name that could not be typed is refused`(name: String) throws {
    let store = try store()
    #expect(throws: HostFailure.self) {
      try store.create(name, SessionConfiguration(), isCoached: false)
    }
    #expect(try store.sessions().isEmpty)
  }

  @Test func `A name is given once, and the nearest is named`() throws {
    let store = try store()
    _ = try store.create("monday", SessionConfiguration(), isCoached: false)
    #expect(throws: HostFailure(reason: "there is a session monday already: resume monday")) {
      try store.create("monday", SessionConfiguration(), isCoached: false)
    }
    #expect(throws: HostFailure(reason: "no session munday; the nearest is monday")) {
      try store.open("munday")
    }
  }

  @Test func `What was learned outlives its session`() throws {
    let store = try store()
    _ = try store.create("a", SessionConfiguration(seed: 9), isCoached: false)
    let session = try session(on: store, ["learn 1", "skip", "skip", "leave", "quiz keys", "b"])
    _ = try store.create("b", SessionConfiguration(), isCoached: false)
    try store.delete("a")
    let record = try store.record()
    #expect(record == session.companion?.record)
    #expect(record.finished["a-key-of-your-own"] == true)
    #expect(record.questions.count == 1)
    #expect(LearnerRecord(text: record.text) == record)
  }

  @Test func `A damaged database is kept aside and a new one begun`() throws {
    for number in 1...2 {
      try Data("this is no database, but long enough to be read as one".utf8)
        .write(to: URL(filePath: folder.database))
      let opened = SessionStore.open(folder: folder.path)
      #expect(opened.notice?.contains("was damaged; it is kept as") == true)
      #expect(try opened.store.get().sessions().isEmpty)
      #expect(FileManager.default.fileExists(atPath: folder.database + ".damaged-\(number)"))
    }
  }

  @Test func `Damage in the middle is noticed, whatever page it hits`() throws {
    do {
      let store = try store()
      _ = try store.create("a", SessionConfiguration(), isCoached: false)
      _ = try session(
        on: store, (0..<200).map { "echo \($0) \(String(repeating: "x", count: 99))" })
      _ = try store.database.writeWithoutTransaction { try $0.checkpoint(.truncate) }
      try store.database.close()
    }
    var bytes = try Data(contentsOf: URL(filePath: folder.database))
    bytes.replaceSubrange(8_192..<12_288, with: Data(repeating: 0xA5, count: 4_096))
    try bytes.write(to: URL(filePath: folder.database))
    let opened = SessionStore.open(folder: folder.path)
    #expect(opened.notice?.contains("was damaged") == true)
  }

  @Test func `A database of a later program is left as it is`() throws {
    try store().database.write { try $0.execute(sql: "PRAGMA user_version = 99") }
    let opened = SessionStore.open(folder: folder.path)
    #expect(opened.notice?.contains("is of a later kmslab (layout 99") == true)
    #expect(throws: HostFailure.self) { try opened.store.get() }
    let layout = try DatabaseQueue(path: folder.database).read {
      try Int.fetchOne($0, sql: "PRAGMA user_version")
    }
    #expect(layout == 99)
  }

  @Test func `A folder that cannot be written is told`() throws {
    let opened = SessionStore.open(folder: folder.path + "/none")
    #expect(opened.notice?.hasPrefix("sessions are not kept: ") == true)
  }

  @Test func `A line that could not be kept is kept with the next one`() throws {
    let store = try store()
    _ = try store.create("a", SessionConfiguration(seed: 9), isCoached: false)
    var session = try session(on: store, ["echo 1"])
    let pages = try store.database.read { try Int.fetchOne($0, sql: "PRAGMA page_count") ?? 0 }
    try store.database.writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA max_page_count = \(pages)")
    }
    _ = session.execute("echo \(String(repeating: "x", count: 50_000))")
    let full = HostFailure(reason: "database or disk is full")
    #expect(throws: full) { try store.keep(session) }
    #expect(try store.sessions().first?.lineCount == 1)
    try store.database.writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA max_page_count = 100000")
    }
    _ = session.execute("echo 3")
    try store.keep(session)
    _ = try store.create("b", SessionConfiguration(), isCoached: false)
    #expect(try store.open("a").lines.map(\.text) == session.log.map(\.text))
  }

  @Test func `A world that comes out otherwise is told, with the first such line`() throws {
    let store = try store()
    _ = try store.create("a", SessionConfiguration(seed: 9), isCoached: false)
    _ = try session(on: store, ["echo 1", "echo 2"])
    try store.database.write { try $0.execute(sql: "UPDATE line SET text = 'echo 3'") }
    _ = try store.create("b", SessionConfiguration(), isCoached: false)
    var kept = try store.open("a")
    let told = "the first line that prints something else is line 1, echo 3"
    #expect(
      Session.resumed(kept, host: .none, companion: nil).lines.last
        == "it is not the world that you left: \(told)")
    kept = KeptLines(
      name: kept.name, configuration: kept.configuration, isCoached: false, engine: 0,
      lines: kept.lines)
    #expect(
      Session.resumed(kept, host: .none, companion: nil).lines.last?.hasPrefix(
        "made by engine 0, this is engine ") == true)
  }
}
