import Synchronization
import Testing

@testable import Terminal

/// The line that tells how far something is, on a screen and by a clock of the test's own.
@Suite struct ProgressLineTests {
  /// A screen that is written down.
  private final class Paper: Sendable {
    let text = Mutex("")
    let time = Mutex(Duration.zero)
    let manner: ProgressLine.Manner
    let columns: Int

    init(_ manner: ProgressLine.Manner, columns: Int = 80) {
      self.manner = manner
      self.columns = columns
    }

    var screen: ProgressLine.Screen {
      ProgressLine.Screen(
        manner: { self.manner }, columns: { self.columns },
        write: { text in self.text.withLock { $0 += text } },
        clock: { self.time.withLock { $0 } })
    }

    /// What was written since the last question.
    func take() -> String {
      text.withLock { text in
        defer { text = "" }
        return text
      }
    }

    func pass(_ milliseconds: Int) { time.withLock { $0 += .milliseconds(milliseconds) } }
  }

  @Test func `What is quick is never told, what is slow is drawn and goes away`() {
    let paper = Paper(.redrawn)
    let line = ProgressLine(on: paper.screen)
    line.look()
    line.tell("copy: 1 of 3 objects")
    paper.pass(1_999)
    line.tell("copy: 2 of 3 objects")
    line.end()
    #expect(paper.take() == "")
    line.tell("copy: 1 of 9 objects")
    paper.pass(2_000)
    line.tell("copy: 2 of 9 objects")
    #expect(paper.take() == "\rkmslab: copy: 2 of 9 objects\u{1B}[K")
    paper.pass(99)
    line.tell("copy: 3 of 9 objects")
    #expect(paper.take() == "")
    paper.pass(1)
    line.look()
    #expect(paper.take() == "\rkmslab: copy: 3 of 9 objects\u{1B}[K")
    line.end()
    line.end()
    #expect(paper.take() == "\r\u{1B}[K")
    line.look()
    line.tell("copy: 1 of 2 objects")
    #expect(paper.take() == "")
  }

  @Test func `It makes room for other words, and comes again`() {
    let paper = Paper(.redrawn)
    let line = ProgressLine(after: .zero, on: paper.screen)
    line.tell("grade: 0 of 2 sessions")
    _ = paper.take()
    line.makeRoom { paper.screen.write("one\n") }
    line.makeRoom { paper.screen.write("two\n") }
    #expect(paper.take() == "\r\u{1B}[Kone\ntwo\n")
    line.look()
    #expect(paper.take() == "\rkmslab: grade: 0 of 2 sessions\u{1B}[K")
  }

  @Test func `Work that somebody waits for has a sign that turns, though it tells nothing`() {
    let paper = Paper(.redrawn)
    let line = ProgressLine(on: paper.screen)
    let answer = line.during {
      paper.pass(299)
      line.look()
      let early = paper.take()
      var drawn: [String] = []
      for _ in 0..<5 {
        paper.pass(100)
        line.look()
        drawn.append(paper.take())
      }
      // What tells of itself is shown at once, and turns on.
      line.tell("copy: 1 of 2 objects")
      return (early, drawn, paper.take())
    }
    #expect(answer.0 == "")
    #expect(answer.1 == ["|", "/", "-", "\\", "|"].map { "\rkmslab: working \($0)\u{1B}[K" })
    #expect(answer.2 == "\rkmslab: copy: 1 of 2 objects /\u{1B}[K")
    #expect(paper.take() == "\r\u{1B}[K")
    line.look()
    #expect(paper.take() == "")
  }

  @Test func `Nothing turns where nothing is redrawn, and what fails ends it too`() {
    struct Refusal: Error {}
    for manner in [ProgressLine.Manner.once, .silent, .redrawn] {
      let paper = Paper(manner)
      let line = ProgressLine(on: paper.screen)
      #expect(throws: Refusal.self) {
        try line.during { () throws(Refusal) in
          paper.pass(400)
          line.look()
          throw Refusal()
        }
      }
      #expect(
        paper.take() == (manner == .redrawn ? "\rkmslab: working |\u{1B}[K\r\u{1B}[K" : ""))
      // What is told of the next work is the first that is told of it.
      for _ in 0..<2 {
        line.during {
          line.tell("run: 1 of 9 commands")
          paper.pass(2_000)
          line.tell("run: 2 of 9 commands")
        }
        #expect((manner == .silent) == paper.take().isEmpty)
      }
    }
  }

  @Test func `Where nothing is redrawn it is told once, and where nobody looks not at all`() {
    for (manner, told) in [
      (ProgressLine.Manner.once, "kmslab: run: 1 of 9 commands\n"), (.silent, ""),
    ] {
      let paper = Paper(manner)
      let line = ProgressLine(on: paper.screen)
      line.tell("run: 0 of 9 commands")
      for done in 1..<9 {
        paper.pass(2_000)
        line.tell("run: \(done) of 9 commands")
      }
      line.makeRoom {}
      line.end()
      #expect(paper.take() == told)
    }
  }

  @Test func `It never wraps, and steers no terminal`() {
    WideText.useUTF8()
    for columns in 0...200 {
      let paper = Paper(.redrawn, columns: columns)
      ProgressLine(after: .zero, on: paper.screen).tell("run, 日本語\u{1B}[2J.lab.md: 1 of 3 commands")
      let drawn = paper.take()
      #expect(drawn.hasPrefix("\r") && drawn.hasSuffix("\u{1B}[K"))
      let text = String(drawn.dropFirst().dropLast(3))
      #expect(WideText.width(text) <= max(0, columns - 1))
      #expect(!text.contains("\u{1B}"))
    }
  }
}
