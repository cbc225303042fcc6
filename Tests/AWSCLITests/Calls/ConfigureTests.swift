import AWSCLI
import Access
import Cloud
import Kernel
import Shell
import Testing

struct ConfigureTests {
  @Test(arguments: [
    ("", "the following arguments are required: subcommand", 252),
    ("get", "the following arguments are required: varname", 252),
    ("set", "the following arguments are required: varname, value", 252),
    ("set region", "the following arguments are required: value", 252),
    ("get region more", "Unknown options: more", 252),
    ("list a b", "Unknown options: a,b", 252),
    ("set region eu-west-1 x", "Unknown options: x", 252),
    ("set region nowhere", "Provided region_name 'nowhere' doesn't match a supported format.", 255),
    ("set aws_access_key_id x", "This lab keeps no aws_access_key_id", 252),
    ("set profile.x.aws_session_token x", "This lab keeps no profile.x.aws_session_token", 252),
    ("set profile.x y", "list index out of range", 255),
    ("set profile.x.region no", "Provided region_name 'no' doesn't match a supported format.", 255),
    ("sett region x", "argument subcommand: Found invalid choice 'sett'", 252),
    ("list --profile", "argument --profile: expected one argument", 252),
  ])
  func `A refusal has the words of AWS CLI`(row: (words: String, text: String, status: Int)) {
    var bench = CommandBench()
    let text = bench.enter("aws configure " + row.words)
    let occurred = row.status == 252 ? "An error occurred (ParamValidation): " : ""
    #expect(text.contains("aws: [ERROR]: \(occurred)\(row.text)"), "\(text)")
    #expect(bench.lastStatus == row.status)
  }

  @Test(arguments: [
    ("region", "eu-west-1"), ("default.region", "eu-west-1"), ("output", "table"),
    ("default.output", "off"), ("output", "xml"), ("cli_binary_format", "raw-in-base64-out"),
  ])
  func `What is set is got, and is a change`(row: (name: String, value: String)) {
    var bench = CommandBench()
    #expect(bench.enter("aws configure set \(row.name) \(row.value)").isEmpty)
    #expect(bench.last?.hasChanged == true)
    #expect(bench.enter("aws configure get \(row.name)") == row.value + "\n")
    #expect(bench.last?.hasChanged == false)
  }

  @Test(
    arguments: [
      // As AWS's example of create-custom-key-store begins, and others of its guides.
      ("cli_follow_urlparam", "false", "default.cli_follow_urlparam"),
      ("cli_pager", "''", "cli_pager"), ("s3.max_concurrent_requests", "20", nil),
      ("default.s3.signature_version", "s3v4", "s3.signature_version"),
      ("default.s3.signature_version", "s3v4", "--profile default s3.signature_version"),
      ("profile.x.region", "eu-west-1", "--profile x region"),
      ("--profile x region", "eu-west-1", "profile.x.region"), ("preview.cloudfront", "true", nil),
    ] as [(String, String, String?)])
  func `Any name is taken without a word and got again, as in AWS CLI`(
    name: String, value: String, other: String?
  ) {
    var bench = CommandBench()
    #expect(bench.enter("aws configure set \(name) \(value)").isEmpty)
    #expect(bench.lastStatus == 0 && bench.last?.hasChanged == true)
    let text = value == "''" ? "\n" : value + "\n"
    for name in [name, other ?? name] {
      #expect(bench.enter("aws configure get \(name)") == text)
    }
    #expect(bench.enter("aws configure get region") == "us-east-1\n")
  }

  @Test func `What is set for a profile holds for its calls alone`() {
    var bench = CommandBench()
    bench.enter("aws configure set profile.bob.region eu-west-1")
    bench.enter("aws configure set output text --profile bob")
    let region = { (bench: CommandBench) in
      bench.moment.world.environment.trail.suffix(1).last?.record.region
    }
    let call = "aws sts get-caller-identity --query Account"
    #expect(bench.enter(call) == "\"111122223333\"\n" && region(bench) == .usEast1)
    #expect(bench.enter(call + " --profile bob") == "111122223333\n")
    #expect(region(bench) == .euWest1 && bench.moment.region == .usEast1)
    bench.enter("AWS_PROFILE=bob")
    #expect(bench.enter(call) == "111122223333\n" && region(bench) == .euWest1)
    #expect(bench.moment.region == .euWest1)
    bench.enter(call + " --region us-west-2")
    #expect(region(bench) == .usWest2)
  }

  @Test func `A Region holds for the next call`() {
    var bench = CommandBench()
    bench.enter("aws configure set region eu-west-1")
    let arn = bench.enter("aws kms create-key --query KeyMetadata.Arn --output text")
    #expect(arn.hasPrefix("arn:aws:kms:eu-west-1:"))
  }

  @Test func `An output holds for calls that name none`() {
    var bench = CommandBench()
    bench.enter("aws configure set output text")
    #expect(bench.enter("aws kms list-keys --query 'length(Keys)'") == "0\n")
    #expect(bench.enter("aws sts get-caller-identity --query '[Account]'") == "111122223333\n")
    #expect(
      bench.enter("aws sts get-caller-identity --query '[Account]' --output json")
        == "[\n    \"111122223333\"\n]\n")
  }

  @Test func `A format of blobs holds for calls that name none`() {
    var bench = CommandBench.withKey()
    bench.enter("aws configure set cli_binary_format raw-in-base64-out")
    let encrypt = "aws kms encrypt --key-id alias/k --plaintext hello --query CiphertextBlob"
    bench.enter("\(encrypt) --output text > c")
    bench.enter("base64 -d c > c.bin")
    #expect(
      bench.enter(
        "aws kms decrypt --ciphertext-blob fileb://c.bin --query Plaintext --output text")
        == "aGVsbG8=\n")
    bench.enter("\(encrypt) --cli-binary-format base64")
    #expect(bench.lastStatus == 255)
  }

  @Test(arguments: [
    ("output", "xml", "Unknown output type: xml", 253), ("cli_binary_format", "xml", "'xml'", 255),
  ])
  func `What is set wrong is told where it is used`(
    name: String, value: String, message: String, status: Int
  ) {
    var bench = CommandBench()
    bench.enter("aws configure set \(name) \(value)")
    #expect(bench.lastStatus == 0)
    #expect(bench.enter("aws kms list-keys") == "\naws: [ERROR]: \(message)\n")
    #expect(bench.lastStatus == status)
  }

  @Test func `The profiles are those whom as takes`() {
    var bench = CommandBench()
    let names = bench.enter("aws configure list-profiles").split(separator: "\n")
    #expect(names.first == "default" && names.contains("alice") && names.contains("bob"))
    for name in names {
      bench.enter("aws sts get-caller-identity --profile \(name)")
      #expect(bench.lastStatus == 0, "\(name)")
    }
  }

  @Test(arguments: ["nothing", "output", "default.nothing", "profile.x.region"])
  func `What is not set prints nothing, with status 1`(name: String) {
    var bench = CommandBench()
    #expect(bench.enter("aws configure get \(name)").isEmpty)
    #expect(bench.lastStatus == 1)
  }

  @Test func `What is set to what it was is no change`() {
    var bench = CommandBench()
    bench.enter("aws configure set region us-east-1")
    #expect(bench.last?.hasChanged == false)
  }

  /// Two variables as Python prints their list.
  private static func variables(_ name: String) -> String {
    "['AWS_\(name)', 'AWS_DEFAULT_\(name)']"
  }

  @Test func `The list tells where each setting comes from`() {
    var bench = CommandBench()
    #expect(
      bench.enter("aws configure list") == """
        NAME       : VALUE                    : TYPE             : LOCATION
        profile    : <not set>                : None             : None
        access_key : <not set>                : None             : None
        secret_key : <not set>                : None             : None
        region     : us-east-1                : config-file      : this session

        """)
    bench.enter("AWS_REGION=eu-west-1; AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE")
    bench.enter("AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMIEXAMPLEKEY; AWS_PROFILE=bob")
    #expect(
      bench.enter("aws configure list") == """
        NAME       : VALUE                    : TYPE             : LOCATION
        profile    : bob                      : env              : \(Self.variables("PROFILE"))
        access_key : ****************MPLE     : env              : \("")
        secret_key : ****************EKEY     : env              : \("")
        region     : eu-west-1                : env              : \(Self.variables("REGION"))

        """)
    #expect(
      bench.enter("aws configure list --profile alice")
        .contains(": alice                    : manual"))
    #expect(
      bench.enter("aws --profile alice configure list")
        .contains(": alice                    : manual"))
  }
}
