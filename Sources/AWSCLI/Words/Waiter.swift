import Access
package import Cloud
package import Kernel
import Text
import Wire

/// A waiter of AWS CLI, `aws s3api wait bucket-exists`: an operation that is called again until its
/// answer is the one that is waited for.
///
/// The table is botocore's, `waiters-2.json`.
package struct Waiter: Sendable {
  /// The service.
  package let service: Service
  /// The name, `bucket-exists`.
  package let commandName: String
  /// The operation that is called.
  package let operation: AnyOperation
  /// What it waits for, in one sentence.
  package let summary: String
  private let acceptors: [(answer: Answer, isAwaited: Bool)]

  /// An answer that a waiter knows.
  private enum Answer: Sendable {
    /// Any with this HTTP status.
    case status(Int)
    /// An error with this code.
    case error(String)
  }

  /// What an answer means to a waiter.
  enum Verdict {
    /// It is the one.
    case awaited
    /// It is not, and may come to be; the words are AWS CLI's for what was seen.
    case notYet(String?)
    /// It is an error that the waiter does not know.
    case failed(CallFailure)
  }

  /// Waits for what an operation answers with status 200, as long as it answers this.
  private init?(
    _ service: Service, _ commandName: String, _ operation: String, until summary: String,
    _ acceptors: [(Answer, Bool)]
  ) {
    guard let operation = Catalogue.operation(operation, of: service) else { return nil }
    self.service = service
    self.commandName = commandName
    self.operation = operation
    self.summary = summary
    self.acceptors = acceptors
  }

  /// All waiters.
  package static let all: [Waiter] = [
    Waiter(
      .s3, "bucket-exists", "HeadBucket", until: "Waits until a bucket is there.",
      [
        (.status(200), true), (.status(301), true), (.status(403), true), (.status(404), false),
      ]),
    Waiter(
      .s3, "bucket-not-exists", "HeadBucket", until: "Waits until a bucket is gone.",
      [(.status(404), true)]),
    Waiter(
      .s3, "object-exists", "HeadObject", until: "Waits until an object is there.",
      [(.status(200), true), (.status(404), false)]),
    Waiter(
      .s3, "object-not-exists", "HeadObject", until: "Waits until an object is gone.",
      [(.status(404), true)]),
    Waiter(
      .iam, "policy-exists", "GetPolicy", until: "Waits until a managed policy is there.",
      present),
    Waiter(.iam, "role-exists", "GetRole", until: "Waits until a role is there.", present),
    Waiter(.iam, "user-exists", "GetUser", until: "Waits until a user is there.", present),
  ].compactMap { $0 }

  private static let present: [(Answer, Bool)] = [
    (.status(200), true), (.error("NoSuchEntity"), false),
  ]

  /// The waiters of a service.
  package static func of(_ service: Service) -> [Waiter] { all.filter { $0.service == service } }

  /// A waiter by its name.
  package static func named(_ name: String, of service: Service) -> Waiter? {
    of(service).first { $0.commandName == name }
  }

  /// botocore's name, `BucketExists`.
  var name: String {
    commandName.split(separator: "-").map { String($0).capitalizedFirst }.joined()
  }

  /// What an outcome means.
  func verdict(on outcome: Outcome) -> Verdict {
    let (status, error): (Int, CallFailure?) =
      switch outcome {
      case .success: (200, nil)
      case .failure(let failure): (HTTPFailure(failure, of: operation).status, failure)
      }
    for (answer, isAwaited) in acceptors {
      switch answer {
      case .status(status) where isAwaited: return .awaited
      case .status(status): return .notYet("Matched expected HTTP status code: \(status)")
      case .error(let code) where code == error?.wire.code:
        return .notYet("Matched expected service error code: \(code)")
      case .status, .error: continue
      }
    }
    return error.map { .failed($0) } ?? .notYet(nil)
  }
}
