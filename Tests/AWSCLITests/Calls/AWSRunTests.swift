import Access
import Cloud
import Kernel
import S3
import Shell
import Testing

@testable import AWSCLI

/// What a command tells beside its words, to whoever has no session.
struct AWSRunTests {
  @Test func `A call that changes the world says so, and which it was`() throws {
    var bench = CommandBench()
    let id = bench.enter("aws kms create-key --query KeyMetadata.KeyId --output text")
      .filter { $0 != "\n" }
    let run = try #require(bench.last)
    #expect(run.hasChanged)
    #expect(run.lastCall?.operation.name == "CreateKey")
    #expect(run.lastCall?.moment.world.now == run.moment.world.now)
    bench.enter("aws kms describe-key --key-id \(id)")
    #expect(bench.last?.hasChanged == false)
    #expect(bench.last?.lastCall?.request["KeyId"] == .string(id))
  }

  @Test func `A call that is answered with nothing is told as that`() {
    var bench = CommandBench()
    bench.enter("K=$(aws kms create-key --query KeyMetadata.KeyId --output text)")
    var run = AWSRun(on: bench.moment)
    let key = bench.variables["K"] ?? ""
    let words = ["kms", "create-alias", "--alias-name", "alias/k", "--target-key-id", key]
    let answer = run.perform(words.map { Argument(text: $0) })
    #expect(answer.result.isUnanswered)
    #expect(answer.result.output.isEmpty && answer.result.errors.isEmpty)
  }

  @Test(arguments: [
    ("aws kms describe-key --key-id alias/none", "DescribeKey", "NotFoundException", false),
    ("aws s3 cp note s3://none/x", "PutObject", "NoSuchBucket", true),
  ])
  func `A refusal of a service comes with the call and its cause`(
    row: (line: String, operation: String, code: String, isS3Command: Bool)
  ) throws {
    var bench = CommandBench()
    bench.enter("echo hi > note")
    let text = bench.enter(row.line)
    guard case .refused(let error, let call?)? = bench.ending else {
      Issue.record("\(row.line) is not refused")
      return
    }
    #expect(error.code == row.code && text.contains("(\(row.code))"))
    #expect(call.operation.name == row.operation && call.failure.code == row.code)
    #expect(call.isS3Command == row.isS3Command)
    #expect(bench.last?.hasChanged == false)
  }

  @Test func `An operation that is not simulated is a refusal without a call`() {
    var bench = CommandBench()
    bench.enter("aws s3api get-bucket-abac --bucket b")
    guard case .refused(let error, nil)? = bench.ending else {
      Issue.record("it is called")
      return
    }
    #expect(error.isNotSimulated)
    #expect(bench.moment.world.environment.trail.count == 0)
  }

  @Test(arguments: [
    ("aws kms encrypt --key-id x", 252, "missingArguments"),
    ("aws s3api get-object --bucket b --key k", 252, "missingArguments"),
    ("aws kms tag-resource --key-id x --tags Key=a,Value=b", 252, "wrongValues"),
    ("aws kms encrpyt", 252, nil), ("aws s3 cp a", 252, nil),
    ("aws kms list-keys --limit x", 255, nil),
  ])
  func `Words that are refused come with what they lack`(
    row: (line: String, status: Int, cause: String?)
  ) {
    var bench = CommandBench()
    let text = bench.enter(row.line)
    guard case .rejected(let rejected)? = bench.ending else {
      Issue.record("\(row.line) is not refused")
      return
    }
    #expect(text == rejected.error.text)
    #expect(bench.lastStatus == row.status)
    let cause: String? =
      switch rejected.error.cause {
      case .missingArguments: "missingArguments"
      case .wrongValues: "wrongValues"
      case nil: nil
      }
    #expect(cause == row.cause)
    #expect(bench.moment.world.environment.trail.count == 0)
  }

  @Test(
    arguments: [
      // As AWS CLI 2.9.19 told: the word behind what is no option is the file.
      ("--bucket b --key k --cli-input-json file://f out", "--cli-input-json, out"),
      ("--bucket b --key k --cli-input-yaml file://f out", "--cli-input-yaml, out"),
      ("--bucket b --key k out --cli-input-json file://f", "--cli-input-json, file://f"),
      ("--bucket b --key k --cli-input-json=file://f out", "--cli-input-json=file://f"),
      ("--bucket b --key k out --cli-inp x", "--cli-inp, x"),
      ("--bucket b --key k out --generate-cli-skeleton", "--generate-cli-skeleton"),
      ("--bucket b --key k --generate-cli-skeleton input out", "--generate-cli-skeleton, out"),
      ("--bucket b --key k --max-items 3 out", "--max-items, out"),
      ("--cli-input-json file://f out", nil), ("--bucket b --generate-cli-skeleton", nil),
    ] as [(String, String?)])
  func `Where a file is written, no option stands for a whole request`(
    words: String, unknown: String?
  ) {
    let streams = Catalogue.operations.filter(\.hasStream).map(\.commandName)
    #expect(streams == ["get-object"])
    var bench = CommandBench()
    bench.enter(#"aws s3 mb s3://b-1; echo '{"Bucket":"b-1","Key":"k"}' > f"#)
    let text = bench.enter("aws s3api get-object \(words)")
    #expect(bench.lastStatus == 252)
    #expect(
      text.contains(
        unknown.map { "Unknown options: \($0)\n" } ?? "the following arguments are required: --"))
    bench.enter("aws --generate-cli-skeleton s3api get-object --bucket b --key k out")
    #expect(bench.lastStatus == 252)
  }

  @Test(arguments: [
    ("kms create-key", "--policy", "file://nope"), ("kms create-key", "--tags", "file://nope"),
    ("kms create-key", "--tags", "[{]"), ("kms create-key", "--tags", "[]x"),
    ("kms create-key", "--tags", "TagKey="), ("kms create-key", "--tags", "=,"),
    ("kms encrypt --key-id x", "--plaintext", "fileb://nope"),
    ("kms encrypt --key-id x --plaintext YQ==", "--encryption-context", "{a"),
    ("kms list-keys", "--limit", "x"), ("kms create-key", "--policy", "file://bin"),
    ("s3api put-object --bucket b --key k", "--body", "nope"),
    ("s3api put-object --bucket b --key k", "--content-length", "x"),
  ])
  func `A value behind = is refused in the words of one behind a blank`(
    row: (command: String, option: String, value: String)
  ) {
    var bench = CommandBench()
    bench.enter("printf '\\351' > bin")
    var remarks: [String?] = []
    var texts: [String] = []
    for separator in [" ", "="] {
      texts.append(bench.enter("aws \(row.command) \(row.option)\(separator)'\(row.value)'"))
      guard case .rejected(let rejected)? = bench.ending else {
        Issue.record("\(row) is not refused")
        continue
      }
      remarks.append(rejected.error.remark)
    }
    #expect(texts.first == texts.last && remarks.first == remarks.last)
    #expect(!(texts.last?.contains("\(row.option)=") ?? true))
  }

  @Test func `What the lab alone answers is asked, and printed as AWS CLI prints`() throws {
    var bench = CommandBench()
    let line = "aws kms schedule-key-deletion --key-id alias/k --preview --query Lost --output text"
    #expect(bench.enter(line) == "")
    guard case .question(let question)? = bench.ending else {
      Issue.record("nothing is asked")
      return
    }
    #expect(question.wantsData && question.request["KeyId"] == "alias/k")
    let answer = try #require(bench.last).print(["Lost": 3], to: question)
    #expect(answer.result.output == Array("3\n".utf8))
    #expect(bench.moment.world.environment.trail.count == 0)
  }

  @Test(arguments: [
    ("aws help", "services"), ("aws kms help", "service"), ("aws kms encrypt help", "operation"),
    ("aws s3 help", "s3"), ("aws s3 cp help", "s3Command"),
  ])
  func `Help is asked for by its subject`(row: (line: String, subject: String)) {
    var bench = CommandBench()
    #expect(bench.enter(row.line) == "")
    guard case .help(let subject)? = bench.ending else {
      Issue.record("\(row.line) asks for no help")
      return
    }
    #expect("\(subject)".hasPrefix(row.subject))
  }

  @Test func `Every option that AWS CLI has for files and this lab has not says why`() {
    var bench = CommandBench()
    for refused in S3Option.refused {
      #expect(refused.remark.count <= 76)
      for name in refused.names {
        #expect(bench.enter("aws s3 cp note.txt s3://b \(name) x").contains(refused.remark))
      }
    }
  }
}
