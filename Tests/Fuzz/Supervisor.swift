import Foundation
import Fuzzing

/// Watches over a worker, and finds the smallest input that fails as one of its inputs did.
struct Supervisor {
  let target: FuzzTarget

  /// How long one input may take on a machine with much else to do, and while it is shrunk.
  private static let patience: (worker: TimeInterval, check: TimeInterval) = (120, 3)

  /// How a process ended.
  private enum Ending: Equatable {
    case well
    case complaint(String)
    case signal(Int32)
    case hung

    var inWords: String {
      switch self {
      case .well: "nothing is wrong"
      case .complaint(let text): text
      case .signal(let number): "it crashed, signal \(number)"
      case .hung: "it does not end"
      }
    }

    /// Whether both went wrong in the same way, whatever the words.
    func isLike(_ other: Ending) -> Bool {
      switch (self, other) {
      case (.complaint, .complaint), (.signal, .signal), (.hung, .hung): true
      default: false
      }
    }
  }

  /// Gives the target its share of so many inputs; whether it survived them all.
  func run(_ count: Int) -> Bool {
    let count = max(1, count / target.share)
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("kmslab-fuzz-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    let start = Date()
    let ending = watch(["--work", "\(file.path):0:\(count)", target.name], progress: file)
    let seconds = String(format: "%.1f", Date().timeIntervalSince(start))
    guard ending != .well else {
      print("\(target.name): \(count) inputs in \(seconds) s")
      return true
    }
    let number = Supervisor.number(in: file) ?? 0
    let input = target.input(number)
    let small = Shrinking.smallest(input, attempts: ending == .hung ? 40 : 400) {
      check($0).isLike(ending)
    }
    print(Report.text(target, number, input, small, check(small).inWords))
    return false
  }

  private func check(_ input: [UInt8]) -> Ending {
    watch(["--check", target.name], input: input)
  }

  /// Runs this program again; with a progress file, it hangs when its number stands still.
  private func watch(_ arguments: [String], input: [UInt8] = [], progress: URL? = nil) -> Ending {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = arguments
    let (reader, writer) = (Pipe(), Pipe())
    (process.standardInput, process.standardOutput) = (reader, writer)
    // What the runtime says about a crash is of no use here.
    process.standardError = FileHandle.nullDevice
    process.environment = ["SWIFT_BACKTRACE": "enable=no"]
    guard (try? process.run()) != nil else { return .complaint("the program cannot run") }
    try? reader.fileHandleForWriting.write(contentsOf: Data(input))
    try? reader.fileHandleForWriting.close()
    let patience = progress == nil ? Supervisor.patience.check : Supervisor.patience.worker
    var (last, since) = (Supervisor.number(in: progress), Date())
    while process.isRunning {
      usleep(progress == nil ? 500 : 20_000)
      let number = Supervisor.number(in: progress)
      if number != last { (last, since) = (number, Date()) }
      guard Date().timeIntervalSince(since) > patience else { continue }
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      return .hung
    }
    process.waitUntilExit()
    if process.terminationReason == .uncaughtSignal { return .signal(process.terminationStatus) }
    let words = String(
      decoding: (try? writer.fileHandleForReading.readToEnd()) ?? Data(), as: UTF8.self)
    return process.terminationStatus == 0 ? .well : .complaint(words)
  }

  /// The number of the input that the worker is at.
  private static func number(in file: URL?) -> Int? {
    guard let file, let data = try? Data(contentsOf: file), data.count == 8 else { return nil }
    return data.reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}

/// What is said about a failure.
enum Report {
  /// The whole report.
  static func text(
    _ target: FuzzTarget, _ number: Int, _ input: [UInt8], _ small: [UInt8], _ words: String
  ) -> String {
    """
    \(target.name): input \(number) fails
      input:    \(shown(input))
      smallest: \(shown(small))
      because:  \(words.split(separator: "\n").joined(separator: "\n            "))
      again:    Fuzz \(target.name) --number \(number)
    """
  }

  /// Bytes as a Swift literal shows them; as base64 too, where they are no text.
  static func shown(_ input: [UInt8]) -> String {
    let text = String(decoding: input, as: UTF8.self)
    let isText = text.utf8.elementsEqual(input)
    return text.debugDescription + (isText ? "" : " (base64 \(Data(input).base64EncodedString()))")
  }
}
