import Kernel
import Shell
import Testing

@testable import Sessions

/// What the history holds on to is bounded by the bytes that the lines wrote.
struct HistoryBytesTests {
  @Test func `The oldest steps go when the history holds too many bytes`() {
    var session = Session.bare()
    session.historyBytes = 1000
    session.enter("aws s3 mb s3://q4-reports")
    for number in 0..<10 {
      session.enter("printf '%0300d' \(number) > file")
      session.enter("aws s3 cp file s3://q4-reports/object")
    }
    #expect(session.history.byteCount <= 1000)
    #expect(
      session.history.byteCount == session.history.past.reduce(0) { $0 + $1.value.byteCount })
    #expect((1...3).contains(session.history.past.count))
    #expect(session.undo(1) == ["aws s3 cp file s3://q4-reports/object"])
    #expect(session.enter("aws s3 cp s3://q4-reports/object -").hasSuffix("8"))
  }

  @Test func `One line that writes more than the limit can still be undone`() {
    var session = Session.bare()
    session.historyBytes = 10
    session.enter("printf '%0300d' 1 > file")
    #expect(session.history.past.count == 1)
    #expect(session.undo(1).count == 1)
    #expect(session.files.names == [])
  }
}
