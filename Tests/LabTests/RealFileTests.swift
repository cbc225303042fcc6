import Console
import Lab
import Sessions
import Testing

/// What stands on the real disk.
struct RealFileTests {
  @Test func `A real file that something else wrote is not replaced`() throws {
    let disk = Disk()
    var session = Session(host: disk.host)
    session.companion = Tutor()
    try disk.host.writeFile("mine.txt", Array("precious".utf8))
    for line in ["save mine.txt", "save --as script mine.txt", "report mine.txt"] {
      _ = session.execute(line)
      #expect(session.lastStatus != 0, "\(line)")
      #expect(disk["mine.txt"] == Array("precious".utf8))
    }
    for line in [
      "save a.lab.md", "save --as script b.sh", "save --as markdown c.md", "report d.html",
    ] {
      _ = session.execute(line)
      _ = session.execute("advance 1d")
      _ = session.execute(line)
      #expect(session.lastStatus == 0, "\(line)")
    }
    _ = session.execute("save mine.txt --force")
    #expect(session.lastStatus == 0)
    #expect(disk["mine.txt"] != Array("precious".utf8))
  }
}
