import Kernel
import Testing

@testable import Wire

/// IAM and STS by the query protocol.
@Suite struct QueryTests {
  @Test func `who calls is told as STS tells it`() {
    var bench = WireBench()
    let answer = bench.query("Action=GetCallerIdentity&Version=2011-06-15")
    #expect(answer.status == 200)
    #expect(answer.header("Content-Type") == "text/xml")
    #expect(
      answer.text.hasPrefix(
        "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
          + "<GetCallerIdentityResult><UserId>111122223333</UserId><Account>111122223333</Account>"
          + "<Arn>arn:aws:iam::111122223333:root</Arn></GetCallerIdentityResult>"
          + "<ResponseMetadata><RequestId>"))
  }

  @Test func `lists and structures come by numbers, policies go escaped`() throws {
    var bench = WireBench()
    let made = bench.query(
      "Action=CreateUser&Version=2010-05-08&UserName=zoe&Tags.member.2.Key=b&Tags.member.2.Value=2"
        + "&Tags.member.1.Key=a&Tags.member.1.Value=1+%2B+1")
    #expect(made.status == 200, "\(made.text)")
    let tags = bench.query("Action=ListUserTags&Version=2010-05-08&UserName=zoe").text
    #expect(
      tags.contains(
        "<Tags><member><Key>a</Key><Value>1 + 1</Value></member><member><Key>b</Key>"
          + "<Value>2</Value></member></Tags>"))
    let policy =
      "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22"
      + "%2C%22Action%22%3A%22s3%3AGetObject%22%2C%22Resource%22%3A%22%2A%22%7D%5D%7D"
    let put = bench.query(
      "Action=PutUserPolicy&Version=2010-05-08&UserName=zoe&PolicyName=p&PolicyDocument=\(policy)")
    #expect(put.text.contains("<PutUserPolicyResponse") && !put.text.contains("Result>"))
    let got = bench.query("Action=GetUserPolicy&Version=2010-05-08&UserName=zoe&PolicyName=p")
    #expect(got.text.contains("<PolicyDocument>\(policy)</PolicyDocument>"), "\(got.text)")
  }

  @Test(
    arguments: [
      ("Action=GetUser&Version=2010-05-08&UserName=none", 404, "NoSuchEntity"),
      ("Action=CreateUser&Version=2010-05-08&UserName=alice", 409, "EntityAlreadyExists"),
      ("Action=CreateUser&Version=2010-05-08", 400, "ValidationError"),
      ("Action=Nothing&Version=2010-05-08", 400, "InvalidAction"),
      ("Action=ListUsers&Version=2010-05-08&MaxItems=many", 400, "MalformedInput"),
      ("Action=CreateUser&Version=2010-05-08&UserName=a%20b", 400, "ValidationError"),
    ])
  func `a refusal has IAM's status and code`(
    _ body: String, _ status: Int, _ code: String
  ) throws {
    var bench = WireBench()
    let answer = bench.query(body)
    #expect(answer.status == status, "\(answer.text)")
    let root = try XMLReader.read(answer.body)
    #expect(root.name == "ErrorResponse")
    #expect(root.children[0].children.map(\.name).starts(with: ["Type", "Code"]))
    #expect(root.children[0].children[1].text == code)
  }

  @Test func `a result with nothing in it is there all the same`() {
    var bench = WireBench()
    let trust =
      "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22"
      + "%2C%22Action%22%3A%22sts%3AAssumeRole%22%2C%22Principal%22%3A%7B%22AWS%22%3A"
      + "%22111122223333%22%7D%7D%5D%7D"
    let made = bench.query(
      "Action=CreateRole&Version=2010-05-08&RoleName=r&AssumeRolePolicyDocument=\(trust)")
    #expect(made.text.contains("<AssumeRolePolicyDocument>%7B%22Version%22"), "\(made.text)")
    let answer = bench.query("Action=UpdateRole&Version=2010-05-08&Description=d&RoleName=r")
    #expect(answer.text.contains("<UpdateRoleResult/>"), "\(answer.text)")
  }

  @Test func `names of a thousand parts are passed over`() {
    var bench = WireBench()
    let deep = String(repeating: "a.", count: 1000) + "b=1"
    #expect(bench.query("Action=GetCallerIdentity&Version=2011-06-15&\(deep)").status == 200)
  }
}
