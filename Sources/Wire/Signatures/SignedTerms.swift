package import Kernel

/// What a request, a link or a form says of its signature, believed or not.
package struct SignedTerms: Sendable, Equatable {
  /// The access key that signed.
  package let accessKeyID: String
  /// When it was signed; `nil` where it does not say so.
  package let start: Timestamp?
  /// When it ends; `nil` where it does not say so.
  package let end: Timestamp?

  /// Reads the parameters of a version 4.
  fileprivate init?(credential: String?, date: String?) {
    guard let id = credential?.split(separator: "/").first else { return nil }
    self.init(String(id), date.flatMap { Timestamp(basicText: $0) }, nil)
  }

  /// Reads the header `Authorization`; `nil` where there is none of version 4.
  init?(header request: HTTPRequest) {
    let name = "Credential="
    let parts = request.header("authorization")?.split { $0 == " " || $0 == "," } ?? []
    let credential = parts.first { $0.hasPrefix(name) }?.dropFirst(name.utf8.count)
    self.init(credential: credential.map { String($0) }, date: request.header("x-amz-date"))
  }

  fileprivate init(_ accessKeyID: String, _ start: Timestamp?, _ end: Timestamp?) {
    self.accessKeyID = accessKeyID
    self.start = start
    self.end = end
  }

  fileprivate func ending(_ end: Timestamp?) -> SignedTerms {
    SignedTerms(accessKeyID, start, end)
  }
}

extension Link {
  /// What it says of its signature; `nil` where nobody signed it.
  package var terms: SignedTerms? {
    if let terms = SignedTerms(credential: value(Name.credential), date: value(Name.date)) {
      let seconds = value(Name.expires).flatMap { Int($0) }
      return terms.ending(
        seconds.flatMap { seconds in
          (0...ServedClock.week).contains(seconds) ? terms.start?.adding(seconds: seconds) : nil
        })
    }
    let last = Timestamp.last.secondsSinceEpoch
    let end = value(SignatureClaim.Name.expires).flatMap { Int($0) }
      .map { Timestamp(secondsSinceEpoch: min(max(0, $0), last)) }
    return value(SignatureClaim.Name.keyID).map { SignedTerms($0, nil, end) }
  }
}

extension FormVisit {
  /// What it says of its signature; `nil` where nobody signed it.
  package var terms: SignedTerms? {
    let signed =
      SignedTerms(credential: value(PostForm.Name.credential), date: value(PostForm.Name.date))
      ?? value(PostForm.Name.keyID).map { SignedTerms($0, nil, nil) }
    return signed?.ending(value(PostForm.Name.policy).flatMap { try? PostPolicy($0).expiration })
  }
}
