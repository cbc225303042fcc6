import Kernel
import Sessions
import Terminal

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The served world as a prompt elsewhere knows it, through its doors.
struct ServedPrompt {
  private let client: DoorClient
  /// The name of its lines, by which they can be stopped without anybody else's.
  private let name = "prompt-\(getpid())"

  /// Knocks where a client leads.
  init(_ client: DoorClient) { self.client = client }

  /// Where the world is served.
  var authority: String { client.authority }

  /// Runs an entry there; ^C stops it, and it answers what came of that.
  func run(
    _ entry: String, isCoached: Bool?, in style: ResultStyle
  ) throws(DoorClient.Failure) -> PromptReply {
    let request = PromptRequest(entry, name: name, isCoached: isCoached, style: style)
    var isAsked = false
    let answer = try client.ask("POST", "prompt", request.document.json) {
      guard Interrupts.isPending, !isAsked else { return }
      isAsked = true
      _ = try? client.ask("POST", "stop", (["name": .string(name)] as Document).json)
    }
    guard let reply = (try? JSONReader.read(answer.body)).flatMap(PromptReply.init) else {
      let error = (try? JSONReader.read(answer.body))?["error"]?.text
      throw DoorClient.Failure(reason: error ?? "what answers there is no kmslab of this version")
    }
    return reply
  }

  /// Helps with a line that is typed; `nil` where that would take longer than a pause in typing.
  func help(with typed: TypedLine) -> LineHelp? {
    guard
      let answer = try? client.ask(
        "POST", "complete", typed.document.json, within: ServedPrompt.patience),
      answer.status == 200, let document = try? JSONReader.read(answer.body)
    else { return nil }
    return LineHelp(document, of: typed.line)
  }

  /// Milliseconds that typing waits for help.
  private static let patience = 300

  /// Runs lines there whose output goes elsewhere, byte for byte.
  func print(_ entry: String) throws(DoorClient.Failure) -> (output: [UInt8], status: Int) {
    let answer = try client.ask("POST", "line", Array(entry.utf8))
    return (answer.body, answer.headers["x-kmslab-status"].flatMap { Int($0) } ?? 255)
  }
}

extension Document {
  /// As JSON.
  fileprivate var json: [UInt8] { JSONWriter.bytes(self) }
}
