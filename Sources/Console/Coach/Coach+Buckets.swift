import Access
import Kernel
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
      publicPolicy(of: bucket)
    case .noPublicAccessBlock:
      Advice(
        why: "The settings were taken away: nothing is blocked, and put-public-access-block sets"
          + " them again.", next: "inspect s3://\(bucket)")
    default: nil
    }
  }

  /// What blocks a public policy, and who can let it in: the bucket, its account, or both.
  private func publicPolicy(of name: String) -> Advice {
    let bucket = s3.buckets[BucketName(name)]
    let owner = bucket?.owner ?? call.account
    let isPublic = "An Allow for everybody, without a condition of fixed values, is public, and"
    guard s3.accountBlocks[owner]?.blocksPublicPolicy == true else {
      return Advice(
        why: "\(isPublic) every bucket has blocked that since 2023. Name who shall get in, or let"
          + " the owner unblock it: BlockPublicPolicy=false.",
        next: "aws s3api get-public-access-block --bucket \(name)")
    }
    let place =
      bucket?.publicAccessBlock?.blocksPublicPolicy == true
      ? "there and for this bucket too" : "there, for this bucket does not block it"
    return Advice(
      why:
        "\(isPublic) the account \(owner) blocks that for all its buckets. Name who shall get in,"
        + " or let the owner unblock it, \(place): BlockPublicPolicy=false.",
      next: "aws s3control get-public-access-block --account-id \(owner)")
  }
}
