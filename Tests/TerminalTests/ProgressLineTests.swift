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
    line.clear()
    line.clear()
    #expect(paper.take() == "\r\u{1B}[K")
    line.look()
    #expect(paper.take() == "\rkmslab: grade: 0 of 2 sessions\u{1B}[K")
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
      line.clear()
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
