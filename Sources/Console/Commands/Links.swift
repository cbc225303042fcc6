import AWSCLI
import Access
import Cloud
import Kernel
import S3
import Sessions
import Shell
import Text
import Wire

extension LabCommand {
  /// Signs a link as an SDK does; AWS CLI can do it for GET alone.
  static let makeLink = LabCommand(
    "make-link", "signs a link to an object, as SDKs do",
    operands: "METHOD s3://BUCKET/KEY",
    options: [
      ToolOption("--expires-in", value: "SECONDS", summary: "how long it holds; 3600 without"),
      ToolOption(
        "--header", "-H", value: "'NAME: VALUE'",
        summary: "a header that has to come with it; may be repeated"),
    ],
    details: """
      METHOD is GET, HEAD, PUT or DELETE; KEY?versionId=ID names a version.
      boto3's generate_presigned_url does the same. Nobody asks S3 for a link: it is
      made from the caller's credentials alone, and what it may is decided when
      somebody opens it. Headers that S3 shall believe have to be signed:

        LINK=$(make-link PUT s3://inbox/report --expires-in 900 \\
          -H 'x-amz-server-side-encryption: aws:kms')
        open-link "$LINK" --upload report -H 'x-amz-server-side-encryption: aws:kms'
      """
  ) { session, arguments, _ throws(Fault) in
    try arguments.refuseWords(after: 2, of: "make-link")
    guard arguments.operands.count == 2 else {
      throw Fault(
        "make-link needs a method and an object", next: "make-link GET s3://BUCKET/KEY")
    }
    let method = try Session.method(arguments.operands[0])
    let link = try session.signedLink(
      to: arguments.operands[1], for: method, try arguments.parameters("--header"),
      seconds: try arguments.seconds())
    var answer = LabAnswer(document: ["Link": .string(link.text)])
    answer.text = link.text + "\n"
    return answer
  }

  /// Opens a link as somebody who has nothing else.
  static let openLink = LabCommand(
    "open-link", "opens a link, as somebody who has nothing else",
    operands: "LINK",
    options: [
      ToolOption("--upload", "-T", value: "FILE", summary: "PUT with the bytes of a file"),
      ToolOption("--request", "-X", value: "METHOD", summary: "another method: HEAD, DELETE"),
      ToolOption(
        "--header", "-H", value: "'NAME: VALUE'", summary: "a header to send; may be repeated"),
    ],
    details: """
      What curl does with the link: the content is the output, an error of S3 has the
      status 22. The call is its signer's, with the signer's rights and the state of
      the key at this moment, and comes from another address (198.51.100.7).

        open-link "$(aws s3 presign s3://papers/plan --expires-in 60)" > copy
      """, takesSecrets: true
  ) { session, arguments, _ throws(Fault) in
    try arguments.refuseWords(after: 1, of: "open-link")
    guard let word = arguments.operands.first else {
      throw Fault(
        "open-link needs a link", next: "open-link \"$(aws s3 presign s3://BUCKET/KEY)\"")
    }
    guard let link = Link(word.text) else {
      throw Fault(
        "that is no address of an object in S3; quote a link, for it has & in it",
        range: word.range, next: "aws s3 presign s3://BUCKET/KEY")
    }
    var method = "GET"
    var body: [UInt8]?
    if let name = arguments.value("--upload") {
      (method, body) = ("PUT", try session.content(of: name))
    }
    if let given = arguments.options.last(where: { $0.name == "--request" }) {
      method = try Session.method(Argument(text: given.value, range: given.range))
    }
    return session.open(
      LinkVisit(method, link, headers: try arguments.parameters("--header")), body)
  }
}

extension ToolArguments {
  /// The headers, or the fields of a form, that an option gives one by one.
  func parameters(_ name: String) throws(Fault) -> [HTTPField] {
    var headers: [HTTPField] = []
    for option in options where option.name == name {
      let halves = option.value.split(separator: ":", maxSplits: 1)
      guard halves.count == 2 else {
        throw Fault(
          "\(name) takes a name, a colon and a value", range: option.range,
          hint: "\(name) 'Content-Type: text/plain'")
      }
      headers.append(
        .init(String(halves[0]), halves[1].drop { $0 == " " }.description))
    }
    return headers
  }

  /// How long a link or a form shall hold.
  func seconds() throws(Fault) -> Int {
    guard let option = options.last(where: { $0.name == "--expires-in" }) else { return 3600 }
    guard let seconds = Int(option.value) else {
      throw Fault("--expires-in takes a whole number of seconds", range: option.range)
    }
    return seconds
  }
}

extension Session {
  fileprivate static func method(_ word: Argument) throws(Fault) -> String {
    let method = word.text.uppercased()
    let methods = ["GET", "HEAD", "PUT", "DELETE"]
    guard methods.contains(method) else {
      throw Fault(
        "\(quoted(word.text)) is no method for an object; there are"
          + " \(methods.joined(separator: ", "))", range: word.range)
    }
    return method
  }

  /// A link of the present caller's.
  fileprivate func signedLink(
    to word: Argument, for method: String, _ headers: [HTTPField], seconds: Int
  ) throws(Fault) -> Link {
    guard let (bucket, path) = S3Place.bucketAndKey(word.text), !bucket.isEmpty, !path.isEmpty
    else {
      throw Fault(
        "a link is to an object: s3://BUCKET/KEY", range: word.range,
        next: "aws s3 ls --recursive s3://BUCKET")
    }
    let named = VersionedName(path)
    var link = Link(
      bucket: bucket, key: named.name, region: present.region,
      endpoint: variables["AWS_ENDPOINT_URL"])
    if let version = named.version { link.query.append(.init("versionId", version.text)) }
    return link.signed(
      for: method, headers: headers, seconds: seconds, by: present.credentials, in: present.region,
      at: now)
  }

  /// Makes the call that a link stands for.
  fileprivate mutating func open(_ visit: LinkVisit, _ body: [UInt8]?) -> LabAnswer {
    let operation = visit.operation.flatMap { Catalogue.operation($0) }
    let call: Call
    let request: DocumentObject
    do throws(HTTPFailure) {
      call = try visit.call(in: world)
      request = try visit.request(body: body, in: world)
      if let operation { try world.checkVersion(of: call, operation, request) }
    } catch {
      noteRefused(.link(visit), error)
      return refused(error.error, status: error.status, Session.advice(on: error, visit))
    }
    guard let operation else { return LabAnswer() }
    return perform(operation, request, call, success: visit.method == "DELETE" ? 204 : 200)
  }

  /// Makes the call that a link or a form stands for, as who signed it.
  mutating func perform(
    _ operation: AnyOperation, _ request: DocumentObject, _ call: Call, success: Int
  ) -> LabAnswer {
    let signer = call.principal.shortName(from: configuration.account)
    switch handle(operation, request, as: call) {
    case .success(let answer):
      var told = LabAnswer(document: .object(answer))
      if case .bytes(let content) = answer["Body"] {
        told.bytes = content
      } else {
        let tag = answer["ETag"]?.text.map { ", ETag \($0)" } ?? ""
        told.lines = ["S3 answers \(success)\(tag): \(operation.name) as \(signer), who signed it"]
      }
      return told
    case .failure(let error):
      let coach = Coach(session: self, call: call, operation: operation, request: request)
      let advice = coach.advice(on: error)
      let why = "It acts as \(signer), who signed it, with what \(signer) may now."
      let status =
        if case .service(let failure as S3Failure) = error.cause { failure.status } else { 403 }
      return refused(
        error.wire, status: status,
        Advice(why: why + (advice.map { " " + $0.why } ?? ""), next: advice?.next ?? "explain"))
    }
  }

  /// An error of S3 as who opens a link gets it, and what it means.
  func refused(_ error: WireError, status: Int, _ advice: Advice) -> LabAnswer {
    var answer = LabAnswer(
      document: [
        "Status": .integer(status), "Code": .string(error.code),
        "Message": error.message.map { .string($0) } ?? .null,
      ])
    answer.lines =
      ["S3 answers \(status) \(error.code)" + (error.message.map { ": \($0)" } ?? "")]
      + error.details.filter(Session.isTold).map { "  \($0.name): \($0.value)" }
    if isCoached {
      answer.lines.append(advice.why)
      answer.next = advice.next
    }
    answer.status = 22
    return answer
  }

  /// Whether a detail is worth a line: not what has several, nor the same once more as bytes, nor
  /// a session's token.
  private static func isTold(_ detail: WireError.Detail) -> Bool {
    !detail.value.contains("\n") && !detail.name.hasSuffix("Bytes") && detail.name != "Token-0"
  }

  /// What to say of a link that is not good.
  static func advice(on refusal: HTTPFailure, _ visit: LinkVisit) -> Advice {
    let again =
      visit.method == "GET"
      ? "aws s3 presign \(quoted("s3://\(visit.link.bucket)/\(visit.link.key)"))"
      : "make-link \(visit.method) \(quoted("s3://\(visit.link.bucket)/\(visit.link.key)"))"
    switch refusal.error.code {
    case "SignatureDoesNotMatch":
      return Advice(
        why: "The signature is of the method, the address, the parameters and the signed headers:"
          + " one of them is another now.", next: again)
    case "InvalidAccessKeyId":
      return Advice(
        why: "The signer's access key is gone or inactive, and its links with it.", next: again)
    case "ExpiredToken":
      return Advice(
        why: "The signer's session has ended, and its links with it, however long they were to"
          + " hold.", next: again)
    case "AccessDenied" where refusal.error.details.contains { $0.name == "Expires" }:
      return Advice(
        why: "The clock of this world has passed its end; nobody can prolong a link.", next: again)
    case "AccessDenied" where refusal.error.details.contains { $0.name == "HeadersNotSigned" }:
      return Advice(
        why: "S3 believes no x-amz- header that the signer did not sign.", next: "help make-link")
    case "AccessDenied":
      return Advice(
        why: "Nobody signed this address, and nobody may read it without a name.", next: again)
    case "InvalidRequest":
      return Advice(
        why: "The signature is good, but S3 wants the checksum of what it locks: sign a header such"
          + " as Content-MD5, and send it.", next: "help make-link")
    default: return Advice(why: "The link is not as it was signed.", next: again)
    }
  }
}
