import Access
import Cloud
import Kernel
import Shell
import Testing

@testable import AWSCLI

/// `aws … wait`: texts and statuses are those of AWS CLI 2.9.19 at this lab's endpoint.
struct WaiterTests {
  private static func bench() -> CommandBench {
    var bench = CommandBench()
    bench.enter("echo hi > note; aws s3 mb s3://there-1; aws s3 cp note s3://there-1/k")
    return bench
  }

  @Test(arguments: [
    "aws s3api wait bucket-exists --bucket there-1",
    "aws s3api wait bucket-not-exists --bucket gone-1",
    "aws s3api wait object-exists --bucket there-1 --key k",
    "aws s3api wait object-not-exists --bucket there-1 --key none",
    "aws iam wait user-exists --user-name alice", "aws iam wait user-exists",
    // A bucket of somebody else's is there too.
    "aws s3api wait bucket-exists --bucket test",
  ])
  func `What is so already is not waited for`(line: String) {
    var bench = Self.bench()
    #expect(bench.enter(line).isEmpty)
    #expect(bench.lastStatus == 0)
  }

  @Test(arguments: [
    (
      "aws s3api wait bucket-exists --bucket gone-1",
      "Waiter BucketExists failed: Max attempts exceeded. Previously accepted state: Matched"
        + " expected HTTP status code: 404", 255
    ),
    (
      "aws s3api wait bucket-not-exists --bucket there-1",
      "Waiter BucketNotExists failed: Max attempts exceeded", 255
    ),
    (
      "aws s3api wait object-exists --bucket there-1 --key none",
      "Waiter ObjectExists failed: Max attempts exceeded. Previously accepted state: Matched"
        + " expected HTTP status code: 404", 255
    ),
    (
      "aws iam wait role-exists --role-name none",
      "Waiter RoleExists failed: Max attempts exceeded. Previously accepted state: Matched"
        + " expected service error code: NoSuchEntity", 255
    ),
    (
      "aws iam wait user-exists --user-name 'a b'",
      "Waiter UserExists failed: An error occurred (ValidationError): 1 validation error", 255
    ),
    (
      "aws iam wait role-exists",
      "An error occurred (ParamValidation): the following arguments are required: --role-name", 252
    ),
    ("aws iam wait role", "Found invalid choice 'role'", 252),
    ("aws iam wait", "the following arguments are required: subcommand", 252),
    ("aws kms wait key-exists", "Found invalid choice 'wait'", 252),
    ("aws s3api wait bucket-exists --bucket there-1 --foo x", "Unknown options: --foo, x", 252),
  ])
  func `What is not so is told at once, in AWS CLI's words`(
    row: (line: String, words: String, status: Int)
  ) {
    var bench = Self.bench()
    #expect(bench.enter(row.line).contains(row.words))
    #expect(bench.lastStatus == row.status)
  }

  @Test func `A look is one call, which explain and the trail know`() {
    var bench = Self.bench()
    let count = bench.moment.world.environment.trail.count
    bench.enter("aws iam wait role-exists --role-name none")
    #expect(bench.moment.world.environment.trail.count == count + 1)
    #expect(bench.last?.lastCall?.operation.name == "GetRole")
  }

  @Test func `Whoever is coached reads AWS CLI's words and why waiting is in vain`() {
    let bench = Self.bench()
    var run = AWSRun(on: bench.moment, isCoached: true)
    let words = ["s3api", "wait", "object-exists", "--bucket", "there-1", "--key", "none"]
    let result = run.perform(words.map { Argument(text: $0) }).result
    #expect(result.errors.contains("aws: [ERROR]: Waiter ObjectExists failed: Max attempts"))
    #expect(result.errors.contains("nothing happens here while a command waits"))
    #expect(result.next == "help advance" && result.status == 255)
  }

  @Test func `Every waiter of AWS CLI is there whose operation is`() {
    #expect(
      Waiter.all.map(\.name) == [
        "BucketExists", "BucketNotExists", "ObjectExists", "ObjectNotExists", "PolicyExists",
        "RoleExists", "UserExists",
      ])
  }
}
