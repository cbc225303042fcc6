import Access
import Cloud
import Kernel
import Testing
import Text

@testable import AWSCLI

/// `--generate-cli-skeleton`; `InstalledCLITests` compares every operation with AWS CLI's.
struct SkeletonTests {
  @Test func `Every kind of member has its empty value`() {
    var bench = CommandBench()
    #expect(
      bench.enter("aws kms encrypt --generate-cli-skeleton") == """
        {
            "KeyId": "",
            "Plaintext": null,
            "EncryptionContext": {
                "KeyName": ""
            },
            "GrantTokens": [
                ""
            ],
            "EncryptionAlgorithm": "SYMMETRIC_DEFAULT",
            "DryRun": true
        }

        """)
    let grant = bench.enter("aws kms create-grant --generate-cli-skeleton")
    #expect(grant.contains(#""SourceArn": """#))
    #expect(
      grant.hasSuffix(
        "    \"GranteeServicePrincipal\": \"\",\n    \"RetiringServicePrincipal\": \"\"\n}\n"))
    let key = bench.enter("aws kms create-key --generate-cli-skeleton")
    #expect(key.contains(#""KeyUsage": "SIGN_VERIFY""#) && key.contains(#""KeySpec": "RSA_2048""#))
    let put = bench.enter("aws s3api put-object --generate-cli-skeleton")
    #expect(
      put.hasPrefix(
        "{\n    \"ACL\": \"private\",\n    \"Body\": null,\n    \"Bucket\": \"\",\n"))
    let times = bench.enter("aws cloudtrail lookup-events --generate-cli-skeleton")
    #expect(times.contains(#""StartTime": "1970-01-01T00:00:00""#))
    #expect(times.contains(#""MaxResults": 0"#))
  }

  @Test(arguments: Catalogue.operations.filter { !$0.hasStream })
  func `A skeleton is made of every operation, calls nothing and is read back`(
    operation: AnyOperation
  ) throws {
    var bench = CommandBench()
    let calls = bench.moment.world.environment.trail.count
    let words = "aws \(operation.service.command) \(operation.commandName)"
    let text = bench.enter(words + " --generate-cli-skeleton input")
    #expect(bench.lastStatus == 0)
    #expect(bench.moment.world.environment.trail.count == calls)
    #expect(try JSONReader.read(text).members?.names == operation.members.map(\.name))
    // Its empty texts may be refused, but no name and no kind of value.
    let answer = bench.enter("\(words) --cli-input-json '\(text)'")
    #expect(!answer.contains("Unknown parameter"), "\(answer)")
    let types = answer.split(separator: "\n").filter { $0.hasPrefix("Invalid type") }
    #expect(types.allSatisfy { $0.contains("NoneType") }, "\(answer)")
  }

  @Test(arguments: Catalogue.operations.filter { !$0.hasStream })
  func `A skeleton in YAML says the same and explains it`(operation: AnyOperation) throws {
    var bench = CommandBench()
    let words = "aws \(operation.service.command) \(operation.commandName)"
    let text = bench.enter(words + " --generate-cli-skeleton yaml-input")
    let (read, skeleton) = (try YAMLReader.read(text), operation.skeleton)
    let moments = ParameterReader.momentsRead(
      try #require(skeleton.members), operation.members, now: .last)
    #expect(read == .object(moments))
    #expect(read.members?.names == operation.members.map(\.name))
    for member in operation.members {
      let sign = member.isRequired ? "[REQUIRED] " : ""
      #expect(text.contains("# \(sign)\(member.help)"), "\(member.name)")
    }
  }

  @Test func `A skeleton in YAML has the blanks of AWS CLI's`() {
    var bench = CommandBench()
    #expect(
      bench.enter("aws s3api put-bucket-encryption --generate-cli-skeleton yaml-input")
        .split(separator: "\n").prefix(11).map { $0.prefix { $0 != "#" } } == [
          "Bucket: ''  ", "ContentMD5: '' ", "ChecksumAlgorithm: CRC32 ",
          "ServerSideEncryptionConfiguration: ", "  Rules:  ",
          "  - ApplyServerSideEncryptionByDefault:  ", "      SSEAlgorithm: AES256  ",
          "      KMSMasterKeyID: '' ", "    BucketKeyEnabled: true ",
          "    BlockedEncryptionTypes: ",
          "      EncryptionType:  ",
        ])
    #expect(
      bench.enter("aws kms encrypt --generate-cli-skeleton yaml-input").hasPrefix(
        "KeyId: ''  # [REQUIRED] "))
    #expect(bench.enter("aws iam get-user --generate-cli-skeleton yaml-input").contains("''  #"))
  }

  @Test func `A sample of an answer has the members' names, in every form and under a query`() {
    var bench = CommandBench()
    let grants = "aws kms list-grants --key-id x --generate-cli-skeleton output"
    #expect(
      bench.enter(grants + " --query 'Grants[0].[KeyId,CreationDate,Operations]'") == """
        [
            "KeyId",
            "1970-01-01T00:00:00",
            [
                "GrantOperation"
            ]
        ]

        """)
    #expect(bench.enter(grants + " --query Truncated --output text") == "True\n")
    #expect(
      bench.enter("aws kms delete-alias --alias-name alias/x --generate-cli-skeleton output")
        == "")
    #expect(bench.moment.world.environment.trail.count == 0)
  }

  @Test(arguments: [
    ("kms list-keys --generate-cli-skeleton", 0),
    ("kms list-keys --generate-cli-skeleton input", 0),
    ("kms list-keys --generate-cli-skeleton=input", 252),
    ("kms list-keys --generate-cli-skeleton --foo", 255),
    ("kms encrypt --generate-cli-skeleton --dry-run", 0),
    ("kms list-keys --generate-cli-skeleton output", 0),
    ("kms describe-key --generate-cli-skeleton output", 252),
    ("kms list-keys --limit x --generate-cli-skeleton output", 255),
    ("s3 ls --generate-cli-skeleton", 252),
    ("kms describe-key --generate-cli-skeleton yaml-input", 0),
    ("kms list-keys --generate-cli-skeleton yaml", 252),
    ("kms list-keys --generate-cli-skeleton nothing", 252),
    ("kms list-keys --generate-cli-skeleton=", 252),
    // Before the operation a value would be the next word.
    ("--generate-cli-skeleton kms list-keys", 0), ("kms --generate-cli-skeleton list-keys", 0),
    ("--generate-cli-skeleton input kms list-keys", 252),
  ])
  func `Forms of the option`(row: (line: String, status: Int)) {
    var bench = CommandBench()
    bench.enter("aws " + row.line)
    #expect(bench.lastStatus == row.status)
  }
}
