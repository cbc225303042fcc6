import Access
import Kernel
import S3

/// What came of one object of a DeleteObjects, which permits or refuses each by itself.
package struct ExplainedObject: Sendable {
  /// The key.
  package let key: String
  /// The version that was named; `nil` for none.
  package let versionID: String?
  /// The same as a DeleteObject, which is decided alike.
  package let explanation: Explanation
}

extension ExplainedObject {
  /// Whether the same statements said the same of both, and the same came of it.
  package func isAlike(_ other: ExplainedObject) -> Bool {
    let (one, two) = (explanation, other.explanation)
    guard one.decisions.count == two.decisions.count, one.errorCode == two.errorCode else {
      return false
    }
    return zip(one.decisions, two.decisions).allSatisfy { one, two in
      one.demand.action == two.demand.action && one.record.steps == two.record.steps
    }
  }
}

extension Explanation {
  /// AWS's code of the failure; `nil` where the call succeeds.
  fileprivate var errorCode: String? {
    guard case .failure(let failure) = outcome else { return nil }
    return failure.code
  }
}

extension World {
  /// What comes of each object of a DeleteObjects, one after the other; none for other calls.
  func objects(
    of operation: AnyOperation, _ request: Document, as call: Call
  ) -> [ExplainedObject] {
    guard operation.service == .s3, operation.name == "DeleteObjects",
      let single = Catalogue.operation("DeleteObject", of: .s3),
      let entries = request["Delete"]?["Objects"]?.elements
    else { return [] }
    var copy = self
    // A switch of the lab fails calls, and those of single objects are not made.
    copy.environment.settings.fault = nil
    return entries.map { entry in
      var asked: DocumentObject = [:]
      for name in ["Bucket", "BypassGovernanceRetention", "ExpectedBucketOwner"] {
        asked[name] = request[name]
      }
      (asked["Key"], asked["VersionId"]) = (entry["Key"], entry["VersionId"])
      asked["IfMatch"] = entry["ETag"]
      let (key, version) = (entry["Key"]?.text ?? "", entry["VersionId"]?.text)
      var explanation = copy.explained(single, .object(asked), as: call)
      explanation.outcome = explanation.outcome.mapError { failure in
        guard case .service(let cause as S3Failure) = failure.cause else { return failure }
        let told = cause.ofOneAmongOthers(ObjectKey(key), version.map { ObjectVersionID($0) })
        return CallFailure(told.wire, .service(told))
      }
      return ExplainedObject(key: key, versionID: version, explanation: explanation)
    }
  }
}
