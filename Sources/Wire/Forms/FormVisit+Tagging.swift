import Kernel
import S3

extension FormVisit {
  /// The tags of the field `tagging`, an XML document, as the header of a PUT has them; `nil` where
  /// the form speaks of none.
  ///
  /// - Throws: what S3 says of a text that is no such document, and of tags that break a rule.
  func tagging() throws(HTTPFailure) -> String? {
    guard let text = value("tagging") else { return nil }
    let root = try XMLReader.read(Array(text.utf8))
    // S3 passes over any other document.
    guard root.name == "Tagging" else { return nil }
    let set = try root.document(as: PutObjectTagging.Tagging.type)
    do throws(S3Failure) {
      return try ObjectTag.header(of: set)
    } catch {
      throw HTTPFailure(error.status, error.wire)
    }
  }
}
