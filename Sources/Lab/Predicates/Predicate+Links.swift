import Access
import Cloud
import Kernel
import Sessions
import Shell
import Wire

/// Links that are signed.
extension Predicate {
  static let links: [Form] = [
    Form("link FILE opens | opens no more", example: "link link.txt opens no more") {
      (words) throws(PredicateError) in
      let file = try words.word("a file", after: "link")
      try words.expect("opens")
      let isWanted = !words.take("no")
      if !isWanted { try words.expect("more") }
      let wanted = "the link in \(file) opens" + (isWanted ? "" : " no more")
      return Claim(wanted) { stage in
        guard let bytes = stage.session.files[file] else { return .noFile(file, wanted: wanted) }
        let text = String(decoding: bytes, as: UTF8.self).split { $0.isWhitespace }.first
        guard let link = text.flatMap({ Link(String($0)) }) else {
          return Finding(
            false, found: "no link in \(file)", wanted: wanted, shows: "cat \(file)")
        }
        let refusal = stage.refusal(ofOpening: link)
        return Finding(
          (refusal == nil) == isWanted, found: refusal.map { "it does not: \($0)" } ?? "it opens",
          wanted: wanted, shows: "open-link \"$(cat \(file))\"")
      }
    }
  ]
}

extension Stage {
  /// What S3 calls the reason why a link does not open at this moment, by the method that it is
  /// for, without anything being written; `nil` for one that does.
  fileprivate func refusal(ofOpening link: Link) -> String? {
    var refusal: HTTPFailure?
    var found: (visit: LinkVisit, call: Call)?
    for method in ["GET", "PUT", "HEAD", "DELETE"] where found == nil {
      let visit = LinkVisit(method, link)
      do throws(HTTPFailure) {
        found = (visit, try visit.call(in: session.world))
      } catch {
        refusal = refusal ?? error
      }
    }
    guard let (visit, call) = found, let name = visit.operation,
      let operation = Catalogue.operation(name)
    else { return refusal?.error.code }
    var world = session.world
    guard let request = try? visit.request(in: world),
      case .failure(let failure) = world.handle(operation, .object(request), as: call)
    else { return nil }
    return failure.wire.code
  }
}
