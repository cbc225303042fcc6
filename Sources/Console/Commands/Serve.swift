import Access
import Cloud
import Kernel
package import Sessions
import Shell

extension LabCommand {
  /// Lets real clients into the session's world.
  static let serve = LabCommand(
    OwnLine.serve, "lets real AWS clients into this world, between your lines",
    operands: "[off | at URL]",
    options: [
      ToolOption("--port", value: "PORT", summary: "the port, 4566 without it; 0: a free one"),
      ToolOption("--quiet", summary: "does not show what clients do"),
    ],
    details: """
      serve           serves this world on http://127.0.0.1:4566, and says what a
                      shell has to export; then aws, boto3 and the rest call it
      serve --quiet   the same; calls are not shown between your lines
      serve off       ends it, when running calls have ended; so does quit
      serve at URL    serves nothing: notes where clients find this world, for links;
                      kmslab serve --session NAME begins so, and undo passes over it

      Calls come one after the other between your lines, never in the middle of one.
      Your lines see at once what they did: timeline, explain, trail, undo (it takes a
      call back like a line). Where the session is kept, each call is a line of it
      before its answer leaves: help call. Links of aws s3 presign lead here after
        export AWS_ENDPOINT_URL=http://127.0.0.1:4566

      Only a prompt at a terminal does this. In a shell it is kmslab serve, with a
      world of its own: help clients
      """
  ) { session, arguments, _ throws(Fault) in
    if arguments.operands.first?.text == "at" { return try session.settle(arguments) }
    try session.leaveLog("serve")
    try arguments.refuseWords(after: 1, of: "serve")
    guard let serve = session.host.serve else {
      throw Fault(
        "only a prompt at a terminal serves its world; in a shell it is kmslab serve",
        next: "help clients", status: 1)
    }
    do throws(HostFailure) {
      guard let word = arguments.operands.first else {
        let place = try serve(
          .begin(port: try arguments.port, isQuiet: arguments.has("--quiet")))
        return LabAnswer(served: place ?? ServedPlace(port: 0), session)
      }
      guard word.text == "off" else {
        throw HostFailure(reason: "serve takes off, or no word, not \(quoted(word.text))")
      }
      let place = try serve(.end)
      return LabAnswer(
        lines: [place.map { "http://127.0.0.1:\($0.port) is closed" } ?? "nothing was served"],
        document: ["Served": false])
    } catch {
      throw Fault(
        error.reason, range: arguments.operands.first?.range, next: "help serve", status: 1)
    }
  }
}

extension Session {
  /// Notes where clients find the world; no step, since that is a matter of the present alone.
  fileprivate mutating func settle(_ arguments: ToolArguments) throws(Fault) -> LabAnswer {
    try arguments.refuseWords(after: 2, of: "serve")
    guard arguments.operands.count == 2 else {
      throw Fault("serve at needs an address", next: "serve at http://127.0.0.1:4566")
    }
    setEverywhere("AWS_ENDPOINT_URL", to: arguments.operands[1].text)
    return LabAnswer()
  }
}

extension ToolArguments {
  /// The port that was asked for.
  fileprivate var port: Int {
    get throws(HostFailure) {
      guard let text = value("--port") else { return 4566 }
      guard let port = UInt16(text) else {
        throw HostFailure(reason: "--port takes a number from 0 to 65535, not \(quoted(text))")
      }
      return Int(port)
    }
  }
}

extension LabAnswer {
  /// Where the world is served, and what a shell has to know.
  fileprivate init(served place: ServedPlace, _ session: Session) {
    let url = "http://127.0.0.1:\(place.port)"
    let exports = session.exports(for: url)
    lines = ["this world is \(place.isKnown ? "served already" : "served") on \(url); in a shell:"]
    lines += exports.map { "  export \($0.name)=\($0.value)" }
    lines.append("calls come between your lines; serve off ends it")
    document = [
      "Served": true, "Endpoint": .string(url),
      "Environment": .object(DocumentObject(exports.map { ($0.name, .string($0.value)) })),
    ]
  }
}

extension Session {
  /// What clients read from their environment, so that they call this world as alice.
  package func exports(for url: String) -> [(name: String, value: String)] {
    let alice = Principal.user(configuration.account, name: "alice")
    let keys = world.environment.identities.credentials(of: alice)
    return [
      ("AWS_ENDPOINT_URL", url),
      // The first for boto3 and AWS CLI, the second for other SDKs.
      ("AWS_DEFAULT_REGION", configuration.region.description),
      ("AWS_REGION", configuration.region.description), ("AWS_ACCESS_KEY_ID", keys.accessKeyID),
      ("AWS_SECRET_ACCESS_KEY", keys.secret),
    ]
  }
}
