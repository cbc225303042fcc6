import Foundation
import Terminal
import Testing

/// Lines that come through a pipe.
@Suite struct PlainLinesTests {
  /// Reads all lines of what a pipe carries.
  private func lines(of bytes: [UInt8]) throws -> [LineInput] {
    var ends: [Int32] = [0, 0]
    try #require(unsafe pipe(&ends) == 0)
    let (output, input) = (ends[0], ends[1])
    let writer = Thread {
      #expect(Terminal.writeAll(input, bytes))
      close(input)
    }
    writer.start()
    defer { close(output) }
    var source = PlainLines(descriptor: output)
    var read: [LineInput] = []
    while true {
      let line = source.next(Prompt("never shown"))
      if line == .end { return read }
      read.append(line)
    }
  }

  @Test(arguments: [
    ("", []),
    ("\n", [""]),
    ("a\nb\n", ["a", "b"]),
    ("a\n\nb", ["a", "", "b"]),  // the last line has no newline
    ("a\r\n", ["a\r"]),
  ])
  func `Lines end at newlines`(text: String, expected: [String]) throws {
    #expect(try lines(of: Array(text.utf8)) == expected.map { .line(Array($0.utf8)) })
  }

  @Test func `Bytes that are no text are passed on`() throws {
    let line: [UInt8] = [0xFF, 0x00, 0xC3, 0x28]
    #expect(try lines(of: line + [0x0A]) == [.line(line)])
  }

  @Test func `A line of a mebibyte is one line`() throws {
    let line = [UInt8](repeating: 0x61, count: 1 << 20)
    #expect(try lines(of: line + [0x0A] + line) == [.line(line), .line(line)])
  }

  @Test func `Many lines take no longer than their bytes`() throws {
    let line = [UInt8](repeating: 0x62, count: 1023)
    let text = [[UInt8]](repeating: line + [0x0A], count: 16 << 10).flatMap(\.self)
    let started = ContinuousClock.now
    #expect(try lines(of: text).count == 16 << 10)
    // Some hundredths of a second; a quadratic reader needs minutes.
    #expect(ContinuousClock.now - started < .seconds(60))
  }

  @Test func `What cannot be read is a failure`() throws {
    let directory = unsafe open("/", O_RDONLY)
    defer { close(directory) }
    var source = PlainLines(descriptor: directory)
    #expect(source.next(Prompt("")) == .failed("Is a directory"))
  }

  @Test func `Writing to a closed pipe is refused quietly`() throws {
    var ends: [Int32] = [0, 0]
    try #require(unsafe pipe(&ends) == 0)
    close(ends[0])
    #expect(!Terminal.writeAll(ends[1], [1, 2, 3]))
    close(ends[1])
  }
}
