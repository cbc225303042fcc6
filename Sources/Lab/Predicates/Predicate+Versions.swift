import Access
import Cloud
import Kernel
import S3
import Sessions
import Shell
import Text
import Wire

/// Versions, what locks them, and links.
extension Predicate {
  func bucketVersions(_ name: String, _ state: Versioning?, _ stage: Stage) -> Finding {
    let bucket = stage.s3.buckets[BucketName(name)]
    let words = { (state: Versioning?) in state?.rawValue ?? "off" }
    return Finding(
      bucket != nil && bucket?.versioning == state,
      found: bucket.map { words($0.versioning) } ?? "no bucket \(name)", wanted: words(state),
      shows: "aws s3api get-bucket-versioning --bucket \(name)")
  }

  func objectHas(
    _ name: ObjectName, _ wanted: Int, _ kind: VersionKind, _ stage: Stage
  ) -> Finding {
    let versions = stage.versions(of: name)
    let objects = versions.count { $0.object != nil }
    let markers = versions.count - objects
    return Finding(
      (kind == .version ? objects : markers) == wanted,
      found: "\(counted(objects, "version")), \(counted(markers, "marker"))",
      wanted: counted(wanted, kind.rawValue),
      shows: "aws s3api list-object-versions --bucket \(name.bucket)")
  }

  func objectIsLocked(
    _ name: ObjectName, _ mode: RetentionMode?, _ until: Timestamp?, _ stage: Stage
  ) -> Finding {
    guard let object = stage.object(name) else { return objectExists(name, stage) }
    let retention = object.lock.retention(at: stage.session.now)
    let isMet =
      mode == nil && until == nil
      ? object.lock.protects(at: stage.session.now)
      : retention.map { (mode ?? $0.mode) == $0.mode && (until ?? $0.until) <= $0.until } ?? false
    return Finding(
      isMet, found: stage.lock(of: object),
      wanted: "locked" + (mode.map { " as \($0.rawValue)" } ?? "")
        + (until.map { " until \($0.date) or later" } ?? ""),
      shows: "inspect s3://\(name.bucket)/\(name.key)")
  }

  func objectIsHeld(_ name: ObjectName, _ isWanted: Bool, _ stage: Stage) -> Finding {
    guard let object = stage.object(name) else { return objectExists(name, stage) }
    return Finding(
      (object.lock.legalHold == .on) == isWanted, found: stage.lock(of: object),
      wanted: isWanted ? "a legal hold" : "no legal hold",
      shows: "inspect s3://\(name.bucket)/\(name.key)")
  }

  /// Whether a link opens at this moment, by the method that it is for; nothing is written.
  func linkOpens(_ file: String, _ isWanted: Bool, _ stage: Stage) -> Finding {
    let wanted = "the link in \(file) opens" + (isWanted ? "" : " no more")
    guard let bytes = stage.session.files[file] else {
      return Finding(false, found: "no file \(file)", wanted: wanted, shows: "ls")
    }
    let text = String(decoding: bytes, as: UTF8.self).split { $0.isWhitespace }.first
    guard let link = text.flatMap({ Link(String($0)) }) else {
      return Finding(false, found: "no link in \(file)", wanted: wanted, shows: "cat \(file)")
    }
    let refusal = stage.refusal(ofOpening: link)
    return Finding(
      (refusal == nil) == isWanted, found: refusal.map { "it does not: \($0)" } ?? "it opens",
      wanted: wanted, shows: "open-link \"$(cat \(file))\"")
  }
}

extension Stage {
  /// What keeps an object, in words.
  fileprivate func lock(of object: StoredObject) -> String {
    var words: [String] = []
    if let retention = object.lock.retention(at: session.now) {
      words.append("locked as \(retention.mode.rawValue) until \(retention.until.date)")
    }
    if object.lock.legalHold == .on { words.append("a legal hold") }
    return words.isEmpty ? "not locked" : words.joined(separator: ", ")
  }

  /// What S3 calls the reason why a link does not open; `nil` for one that does.
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
