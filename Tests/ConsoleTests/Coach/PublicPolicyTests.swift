import Cloud
import Console
import Sessions
import Testing

/// What is said of a public policy that is not taken: whose settings block it.
struct PublicPolicyTests {
  private static let ofAccount =
    "aws s3control put-public-access-block --account-id 111122223333"
    + " --public-access-block-configuration RestrictPublicBuckets=true,BlockPublicPolicy="
  private static let unblock = "aws s3api delete-public-access-block --bucket bb1"
  private static let askBucket = "aws s3api get-public-access-block --bucket bb1"
  private static let askAccount =
    "aws s3control get-public-access-block --account-id 111122223333"

  @Test(arguments: [
    ([], "every bucket has blocked that since 2023.", askBucket),
    ([ofAccount + "false"], "every bucket has blocked that since 2023.", askBucket),
    (
      [unblock, ofAccount + "true"],
      "the account 111122223333 blocks that for all its buckets. Name who shall get in, or let the"
        + " owner unblock it, there, for this bucket does not block it", askAccount
    ),
    ([ofAccount + "true"], "unblock it, there and for this bucket too", askAccount),
  ])
  func `A public policy is refused by the bucket, by its account, or by both`(
    row: (lines: [String], text: String, next: String)
  ) {
    var session = Session(isCoached: true)
    let policy =
      #"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","#
      + #""Action":"s3:GetObject","Resource":"arn:aws:s3:::bb1/*"}}"#
    for line in ["aws s3 mb s3://bb1"] + row.lines { session.enter(line) }
    let refused = session.enter("aws s3api put-bucket-policy --bucket bb1 --policy '\(policy)'")
    let explained = session.enter("explain")
    for output in [refused, explained] {
      #expect(output.contains(row.text), "\(output)")
      #expect(output.contains("next: \(row.next)\n"), "\(output)")
    }
    session.enter(row.next)
    #expect(session.lastStatus == 0)
  }
}
