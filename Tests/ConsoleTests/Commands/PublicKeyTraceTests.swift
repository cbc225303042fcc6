import Kernel
import Sessions
import Testing
import Text

@testable import Console

/// `rsa trace` and `ecdsa trace`.
struct PublicKeyTraceTests {
  @Test(arguments: [
    ("rsa trace", "  n = p·q = 61·53 = 3233\n"),
    ("rsa trace", "  λ(n) = lcm(p − 1, q − 1) = lcm(60, 52) = 780\n"),
    ("rsa trace", "  d = 413: e·d = 7021, which is 1 mod λ(n); the private key\n"),
    ("rsa trace", "  c = 2790\n"), ("rsa trace", "  m = 65\n"),
    ("rsa trace --p 3 --q 11 --e 3 --m 4", "  c = 31\n"),
    ("ecdsa trace", "G = (1, 2), of order n = 107\n"), ("ecdsa trace", "is r: valid\n"),
    ("ecdsa trace", "Who learns k has the key: d = (s·k − e)/r mod n = 25\n"),
    ("ecdsa trace --d 7 --k 9 --e 300", "d = (s·k − e)/r mod n = 7\n"),
  ])
  func `A trace has every number, and fits the terminal`(line: String, text: String) throws {
    var session = Session()
    let output = session.enter(line)
    #expect(output.contains(text), "\(output)")
    for line in output.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) <= 80) }
    _ = try JSONReader.read(session.enter("\(line) --output json"))
  }

  @Test func `The data of a trace lead from the message to the message`() throws {
    var session = Session()
    let document = try JSONReader.read(session.enter("rsa trace --output json"))
    #expect(document["C"] == .integer(2790) && document["D"] == .integer(413))
    let steps = try #require(document["Decryption"]?.elements)
    #expect(steps.count == 9 && steps.last?["Result"] == document["M"])
    let other = try JSONReader.read(session.enter("ecdsa trace --output json"))
    #expect(other["Verification"]?["Valid"] == .bool(true))
  }

  @Test(arguments: [
    ("rsa", "rsa does one thing: trace"), ("ecdsa sign", "ecdsa does one thing: trace"),
    ("rsa trace --p x", "--p x: a prime from 3 to 65521"),
    ("rsa trace --p 61 --q 61", "those numbers make no key"),
    ("rsa trace --p 15", "those numbers make no key"),
    ("rsa trace --e 6", "those numbers make no key"),
    ("rsa trace --m 3233", "those numbers make no key"),
    ("rsa trace --m 99999999999999999999", "--m 99999999999999999999: a number below p·q"),
    ("ecdsa trace --d 0", "--d 0: a number from 1 to 106"),
    ("ecdsa trace --k 107", "--k 107: a number from 1 to 106"),
    ("ecdsa trace --e -1", "--e -1: a number of at most 32 bits"),
  ])
  func `A mistake in a trace is told`(line: String, message: String) {
    var session = Session()
    let text = session.enter(line)
    #expect(text.contains(message), "\(text)")
  }

  /// Whatever d, k and e are, the signature verifies, or another k is asked for.
  @Test func `Every signature on the small curve verifies`() {
    var session = Session()
    for number in 1...106 {
      let text = session.enter("ecdsa trace --d \(number) --k \(107 - number) --e \(number * 7)")
      #expect(text.contains("is r: valid") || text.contains("takes another k"), "\(text)")
    }
  }
}
