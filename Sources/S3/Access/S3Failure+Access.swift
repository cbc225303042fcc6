import Kernel

extension S3Failure {
  /// Code, status and text of what concerns policies and public access.
  var answerOnAccess: (code: String, status: Int, message: String?) {
    switch self {
    case .noBucketPolicy: ("NoSuchBucketPolicy", 404, "The bucket policy does not exist")
    case .malformedPolicy(let text, _): ("MalformedPolicy", 400, text)
    case .policyTooLarge:
      (
        "PolicyTooLarge", 400,
        "Normalized policy document exceeds the maximum allowed size of"
          + " \(BucketPolicy.mostBytes) bytes."
      )
    case .policyOfAnotherAccount:
      (
        "MethodNotAllowed", 405,
        "The specified method is not allowed against this resource."
      )
    case .publicPolicy(let caller, let bucket):
      (
        "AccessDenied", 403,
        "User: \(caller.arn) is not authorized to perform: s3:PutBucketPolicy on resource:"
          + " \"\(bucket.arn)\" because public policies are prevented by the BlockPublicPolicy"
          + " setting in S3 Block Public Access."
      )
    default:
      (
        "NoSuchPublicAccessBlockConfiguration", 404,
        "The public access block configuration was not found"
      )
    }
  }
}
