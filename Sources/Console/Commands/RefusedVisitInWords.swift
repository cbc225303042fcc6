import AWSCLI
import Access
import Cloud
import Kernel
import Sessions
import Text
import Wire

/// What became no call, as a learner reads it, and as data.
struct RefusedVisitInWords {
  private let visit: RefusedVisit
  private let home: AccountID

  init(_ visit: RefusedVisit, home: AccountID) {
    self.visit = visit
    self.home = home
  }

  var answer: LabAnswer {
    let error = visit.failure.error
    var lines = [
      "\(request): refused, \(error.code), before any permission is asked for."
    ]
    if let message = error.message { lines += paragraph(message, indent: 2) }
    lines += labelled([("asks for", asked)] + rowsOfSignature).map { "  " + $0 }
    lines += paragraph(advice.why)
    var answer = LabAnswer(lines: lines, document: .object(document))
    answer.next = advice.next
    return answer
  }

  private var request: String {
    switch visit.means {
    case .link: "\(operation) by a link"
    case .form: "\(operation) by a form"
    case .request(let sent): "A request to \(sent.service?.rawValue ?? "AWS")"
    }
  }

  private var operation: String {
    switch visit.means {
    case .link(let link): link.operation ?? link.method
    case .form: "PutObject"
    case .request(let sent): "\(sent.method) \(sent.path)"
    }
  }

  private var asked: String {
    switch visit.means {
    case .link(let link): "\(link.method) s3://\(link.link.bucket)/\(link.link.key)"
    case .form(let form): "POST s3://\(form.bucket)/\(form.key)"
    case .request: operation
    }
  }

  private var terms: SignedTerms? {
    switch visit.means {
    case .link(let link): link.link.terms
    case .form(let form): form.terms
    case .request(let sent): sent.terms
    }
  }

  private var advice: Advice {
    switch visit.means {
    case .link(let link): Session.advice(on: visit.failure, link)
    case .form: Session.advice(onForm: visit.failure)
    case .request: Advice(why: reason, next: "help clients")
    }
  }

  /// Why nobody believes a request of a client, or understands it.
  private var reason: String {
    switch visit.failure.error.code {
    case "InvalidSignatureException", "SignatureDoesNotMatch":
      "The client has another secret than that of the access key, or something on the way has"
        + " changed what was signed."
    case "UnrecognizedClientException", "InvalidClientTokenId", "InvalidAccessKeyId":
      "Nobody in this world has that access key, or it is inactive: kmslab serve --env prints one"
        + " of alice's, aws iam create-access-key makes another."
    case "ExpiredTokenException", "ExpiredToken":
      "The session has ended by the clock of this world: the client has to assume the role anew."
    case "MissingAuthenticationTokenException", "MissingAuthenticationToken", "AccessDenied":
      "Nobody signed it: the client has no credentials, or was told to send none."
    default: "The service does not understand the request, so that nobody's permission counts."
    }
  }

  private var identities: Identities { visit.moment.world.environment.identities }

  /// Whose access key signed; `nil` for one that nobody has, or that is inactive.
  private var signer: Principal? {
    terms.flatMap { identities.owner(ofKey: $0.accessKeyID)?.principal }
  }

  /// Who has an access key that is inactive.
  private func inactiveOwner(of id: String) -> Principal? {
    identities.users.first { user in
      user.value.accessKeys.contains { $0.id == id && !$0.isActive }
    }?.value.principal
  }

  private var rowsOfSignature: [(label: String, text: String)] {
    guard let terms else { return [("signed", "by nobody")] }
    let start = terms.start.map { ", \($0.readable)" } ?? ""
    var rows = [(label: "signed", text: "by \(name(of: terms.accessKeyID))\(start)")]
    let now = visit.moment.world.now
    if let end = terms.end {
      rows.append(
        (
          "holds",
          "until \(end.readable); now it is \(now.readable)\(end <= now ? ", too late" : "")"
        ))
    }
    if let signer, let session = identities.session(of: signer) {
      rows.append(
        ("session", (session.expires <= now ? "ended " : "ends ") + session.expires.readable))
    }
    return rows
  }

  private func name(of accessKeyID: String) -> String {
    if let signer { return "\(signer.shortName(from: home)), access key \(accessKeyID)" }
    if let owner = inactiveOwner(of: accessKeyID) {
      return "\(owner.shortName(from: home)), whose access key \(accessKeyID) is inactive now"
    }
    return "the access key \(accessKeyID), which nobody has"
  }

  private var document: DocumentObject {
    let error = visit.failure.error
    var object: DocumentObject = ["Operation": .string(operation), "Asked": .string(asked)]
    object["Caller"] = signer.map { .string($0.arn.description) }
    object["AccessKeyId"] = (terms?.accessKeyID).map { .string($0) }
    object["Signed"] = (terms?.start).map { .timestamp($0) }
    object["Expires"] = (terms?.end).map { .timestamp($0) }
    object["Result"] = .string(error.code)
    object["Message"] = error.message.map { .string($0) }
    return object
  }
}
