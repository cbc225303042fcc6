import Access
import Kernel
import S3
import Shell

extension Coach {
  /// What to say about a failure of a multipart upload.
  func wrongUpload(_ failure: S3Failure) -> Advice {
    let bucket = request["Bucket"]?.text ?? "BUCKET"
    let key = quoted(request["Key"]?.text ?? "KEY")
    let id = request["UploadId"]?.text ?? "ID"
    let uploads = "aws s3api list-multipart-uploads --bucket \(bucket)"
    let parts = "aws s3api list-parts --bucket \(bucket) --key \(key) --upload-id \(id)"
    return switch failure {
    case .noSuchUpload:
      Advice(
        why: "An id is of one upload of one key, and ends when the upload is completed or aborted.",
        next: uploads)
    case .partTooSmall:
      Advice(
        why: "Each part but the last has 5 MiB or more; S3 looks at it when the upload is"
          + " completed. A part can be uploaded again.", next: parts)
    case .partsNotConsecutive:
      Advice(
        why: "With a checksum of the parts' checksums the parts are numbered 1, 2, 3 and so on.",
        next: parts)
    case .conflict:
      Advice(
        why: "The key was written or deleted while the upload was open: such a condition needs a"
          + " new upload.",
        next: "aws s3api abort-multipart-upload --bucket \(bucket) --key \(key) --upload-id \(id)")
    case .invalidPartOrder:
      Advice(why: "Parts are named ascending by number, each once.", next: parts)
    default:
      Advice(
        why: "A completion names parts as they are: uploaded, with their last ETags, and with"
          + " checksums only where the upload was begun with an algorithm.", next: parts)
    }
  }
}
