import Kernel
import Testing

@Suite struct NameTests {
  @Test(arguments: [
    "arn:aws:kms:us-east-1:111122223333:key/1234abcd", "arn:aws:iam::111122223333:user/a:b",
    "arn:aws:s3:::bucket/k:e:y",
  ])
  func `A resource name reads and writes`(text: String) {
    #expect(ARN(text)?.description == text)
  }

  @Test func `A resource name has its six parts`() throws {
    let arn = try #require(ARN("arn:aws:kms:us-east-1:111122223333:alias/a:b"))
    #expect(arn.service == "kms")
    #expect(arn.region == .usEast1)
    #expect(arn.account == .learner)
    #expect(arn.resource == "alias/a:b")
    let made = ARN(service: "kms", region: .usEast1, account: .learner, resource: "alias/a:b")
    #expect(made == arn)
    let root = ARN(service: "iam", region: nil, account: .learner, resource: "root")
    #expect(root.description == "arn:aws:iam::111122223333:root")
  }

  @Test(arguments: [
    "", "arn", "arn:aws:kms:us-east-1:111122223333", "arn:aws:kms:us-east-1:111122223333:",
    "ARN:aws:kms:::x", "arn::kms:::x", "arn:aws::::x", " arn:aws:kms:::x",
    "arn:aws-cn:kms:::x", "arn:aws:kms:nowhere::x", "arn:aws:kms::1234:x",
  ])
  func `What is no resource name is refused`(text: String) { #expect(ARN(text) == nil) }

  @Test(arguments: [
    ("111122223333", true), ("000000000000", true), ("11112222333", false),
    ("1111222233334", false), ("11112222333a", false), ("１１１１", false), ("", false),
    ("-11122223333", false),
  ])
  func `An account has twelve digits`(text: String, isValid: Bool) {
    #expect((AccountID(text) != nil) == isValid)
    #expect(AccountID.learner < .partner)
  }

  @Test(arguments: [
    ("us-east-1", true), ("us-gov-west-1", true), ("ap-southeast-12", true),
    ("us-east", false), ("us-east-", false), ("us--1", false), ("US-EAST-1", false),
    ("us-east-1a", false), ("useast1", false), ("a-b-c-d-1", false), ("us-éast-1", false),
    ("", false), ("us-abcdefghijklmnopqrstuvwxyz-1", false),
  ])
  func `A Region has the form of a code`(text: String, isValid: Bool) {
    #expect((Region(text) != nil) == isValid)
  }

  @Test(arguments: [
    (Principal.root(.learner), "arn:aws:iam::111122223333:root", "root"),
    (.user(.learner, name: "alice"), "arn:aws:iam::111122223333:user/alice", "alice"),
    (.root(.partner), "arn:aws:iam::444455556666:root", "root@444455556666"),
    (.user(.partner, name: "eve"), "arn:aws:iam::444455556666:user/eve", "eve@444455556666"),
  ])
  func `A caller has a resource name and a short name`(
    principal: Principal, arn: String, name: String
  ) {
    #expect(principal.arn.description == arn)
    #expect(principal.shortName(from: .learner) == name)
  }
}
