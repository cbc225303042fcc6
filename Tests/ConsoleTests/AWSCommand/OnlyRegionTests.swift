import Console
import Kernel
import Sessions
import Testing

/// Calls of IAM, which AWS has in one Region, from a prompt in another.
struct OnlyRegionTests {
  /// A session in eu-west-1 whose user zed may do all there, and nothing in other Regions.
  private static func session() -> Session {
    var session = Session()
    session.enter("as root")
    session.enter("aws configure set region eu-west-1")
    session.enter("aws iam create-user --user-name zed")
    session.enter(
      "aws iam put-user-policy --user-name zed --policy-name p --policy-document '"
        + #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},"#
        + #"{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotEquals":"#
        + #"{"aws:RequestedRegion":"eu-west-1"}}}]}'"#)
    session.enter("as zed")
    return session
  }

  @Test(arguments: [
    ("aws kms list-keys", true), ("aws kms list-keys --region us-east-1", false),
    ("aws iam list-users", false), ("aws iam list-users --region eu-west-1", false),
    ("aws iam list-users --region us-east-1", false),
    ("AWS_REGION=eu-west-1; aws iam get-user", false),
    ("call iam list-users --as zed", false), ("call kms list-keys --as zed", true),
    ("can zed iam:ListUsers '*'", false), ("can zed kms:ListKeys '*'", true),
    ("can zed IAM:ListUsers '*'", false),
    ("can zed iam:ListUsers '*' --set aws:RequestedRegion=eu-west-1", true),
  ])
  func `A policy that forbids other Regions forbids IAM`(line: String, isAllowed: Bool) {
    var session = Self.session()
    let text = session.enter(line)
    #expect((session.lastStatus == 0) == isAllowed, "\(text)")
  }

  @Test(arguments: [("us-east-1", "CreateUser"), ("eu-west-1", "")])
  func `An event of IAM is in its Region alone`(region: String, name: String) {
    var session = Self.session()
    session.enter("as root")
    let found = session.enter(
      "aws cloudtrail lookup-events --lookup-attributes AttributeKey=EventName,"
        + "AttributeValue=CreateUser --query 'Events[].EventName' --output text --region \(region)")
    #expect(found.split(separator: "\n") == (name.isEmpty ? [] : [name[...]]))
  }
}
