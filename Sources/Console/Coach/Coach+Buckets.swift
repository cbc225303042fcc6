import S3

extension Coach {
  /// What to say about a bucket's policy and its Block Public Access.
  func onAccess(_ failure: S3Failure, _ bucket: String) -> Advice? {
    switch failure {
    case .noBucketPolicy:
      Advice(
        why: "No policy was put to this bucket: the owner's account alone gets in, by IAM.",
        next: "help bucket-policies")
    case .malformedPolicy(let text, let explanation):
      text == explanation ? nil : Advice(why: explanation, next: "help bucket-policies")
    case .policyTooLarge(let count):
      Advice(
        why:
          "Without blanks it has \(count) bytes; wildcards and fewer statements make it shorter.",
        next: nil)
    case .policyOfAnotherAccount:
      Advice(
        why: "The policy of a bucket is a matter of the account that owns it, whatever it permits.",
        next: "whoami")
    case .publicPolicy:
      Advice(
        why: "An Allow for everybody, without a condition of fixed values, is public, and every"
          + " bucket has blocked that since 2023. Name who shall get in, or let the owner unblock"
          + " it: BlockPublicPolicy=false.",
        next: "aws s3api get-public-access-block --bucket \(bucket)")
    case .noPublicAccessBlock:
      Advice(
        why: "The settings were taken away: nothing is blocked, and put-public-access-block sets"
          + " them again.", next: "inspect s3://\(bucket)")
    default: nil
    }
  }
}
