import Kernel
import Sessions
import Shell
import Synchronization
import Testing

/// ^C while a tool works.
@Suite struct StoppedToolTests {
  /// Whoever asks for the line to stop, from a question of it on.
  private final class Hand: Sendable {
    let questions = Mutex(0)
    let limit: Mutex<Int>

    init(limit: Int) { self.limit = Mutex(limit) }

    var isRaised: Bool {
      questions.withLock { count in
        count += 1
        return count > limit.withLock { $0 }
      }
    }
  }

  /// Lines of one tool each, over a file of 200,000 bytes.
  private static let lines = [
    "base64 big > out", "base64 -w 0 big > out", "base64 -d text > out", "xxd big > out",
    "xxd -p big out", "xxd -c 1 big > out", "xxd -r -p digits > out", "tr a b < big > out",
    "tr -d a < big > out", "wc big > out", "cut -b 1 digits > out",
    "openssl base64 -in big -out out",
    "openssl enc -aes-128-cbc -pass pass:x -pbkdf2 -iter 4000 -in empty -out out",
    "openssl rand -base64 -out out 200000", "cat big | tr a b | xxd > out",
  ]

  private func prepared() throws -> Session {
    var session = Session.bare()
    let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    try session.files.write(bytes, to: "big")
    session.enter("base64 big > text; xxd -p big > digits; cat /dev/null > empty")
    return session
  }

  @Test(arguments: lines)
  func `A tool that is asked to stop does so on its way, and changes nothing`(
    line: String
  ) throws {
    var session = try prepared()
    let before = session
    // As far as the tool's second question, and some more for the words of the line.
    let whole = Hand(limit: .max)
    session.host.isStopped = { whole.isRaised }
    session.enter(line)
    #expect(session.files["out"]?.isEmpty == false)
    let asked = whole.questions.withLock { $0 }
    #expect(asked > 5, "a tool asks on its way")
    for limit in [0, 1, 2, asked / 2, asked - 2] {
      session = before
      let hand = Hand(limit: limit)
      session.host.isStopped = { hand.isRaised }
      guard case .done(let results, let status, false) = session.execute(line) else {
        Issue.record("the line is whole")
        continue
      }
      #expect(status == 130)
      #expect(
        results.map(\.errors) == ["kmslab: stopped; everything is as it was before the line\n"])
      #expect(session.files == before.files)
      #expect(session.log == before.log)
      // The question that was answered by yes, the tool's end and the line's: no work between.
      #expect(hand.questions.withLock { $0 } <= limit + 8)
    }
    session.host.isStopped = { false }
    session.enter(line)
    #expect(session.files["out"]?.isEmpty == false)
  }

  @Test func `A tool tells how far it is`() throws {
    var session = try prepared()
    let told = Mutex<[String]>([])
    session.host.progress = { progress in told.withLock { $0.append(progress.text) } }
    session.enter("xxd -p big > out")
    #expect(told.withLock { $0.first } == "xxd: 0 of 200 kilobytes")
    #expect(told.withLock { $0.last } == "xxd: 196 of 200 kilobytes")
    #expect(told.withLock { $0.count } == 5)
  }

  @Test func `Transfers stop between two objects`() throws {
    var session = Session.bare()
    session.enter("aws s3 mb s3://photos-1")
    for number in 0..<9 { session.enter("echo \(number) > d/\(number)") }
    let before = session
    let hand = Hand(limit: 5)
    let told = Mutex<[String]>([])
    session.host.isStopped = { hand.isRaised }
    session.host.progress = { progress in told.withLock { $0.append(progress.text) } }
    #expect(session.enter("aws s3 cp d s3://photos-1 --recursive").hasPrefix("kmslab: stopped"))
    #expect(told.withLock { $0.first } == "aws s3 cp: 0 of 9 objects")
    #expect(told.withLock { $0.count } < 9)
    session.host.isStopped = { false }
    #expect(session.enter("aws s3 ls s3://photos-1") == "")
    #expect(session.log.count == before.log.count + 1)
  }
}
