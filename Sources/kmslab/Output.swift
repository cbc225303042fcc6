import ArgumentParser
import Terminal

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Why nothing more can be written where the program writes.
struct OutputFailure: Error {
  /// The number of the system's error.
  private let number: Int32
  /// What was written to.
  private let descriptor: Int32

  /// Writes all bytes.
  static func write(_ bytes: [UInt8], to descriptor: Int32) throws(OutputFailure) {
    let failure = Waiting.line.makeRoom { Terminal.failure(writing: bytes, to: descriptor) }
    guard let number = failure else { return }
    throw OutputFailure(number: number, descriptor: descriptor)
  }

  /// What the program ends with: 141 where nobody reads any more, as what dies of SIGPIPE has it.
  var status: Int { number == EPIPE ? 141 : 255 }

  /// Says so; who has stopped reading needs no word.
  func tell() {
    guard number != EPIPE, descriptor != STDERR_FILENO else { return }
    complain("kmslab: standard output: \(Terminal.message(number))\n")
  }
}

/// Prints what a command of the program has to say; the program ends where that is not possible.
func say(_ text: String) { say(VisibleText.bytes(of: text, on: STDOUT_FILENO)) }

/// Prints bytes as they are.
func say(_ bytes: [UInt8]) {
  do throws(OutputFailure) {
    try OutputFailure.write(bytes, to: STDOUT_FILENO)
  } catch {
    error.tell()
    leave(Int32(error.status))
  }
}

/// Prints what is wrong.
func complain(_ text: String) {
  let bytes = VisibleText.bytes(of: text, on: STDERR_FILENO)
  _ = Waiting.line.makeRoom { Terminal.writeAll(STDERR_FILENO, bytes) }
}

/// Ends the process; inside a command, `exit` is ArgumentParser's.
func leave(_ status: Int32) -> Never {
  Waiting.line.end()
  exit(status)
}
