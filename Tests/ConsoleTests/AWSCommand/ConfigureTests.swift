import AWSCLI
import Access
import Cloud
import Console
import Kernel
import Sessions
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
    var session = Session()
    let text = session.enter("aws configure " + row.words)
    let occurred = row.status == 252 ? "An error occurred (ParamValidation): " : ""
    #expect(text.contains("aws: [ERROR]: \(occurred)\(row.text)"), "\(text)")
    #expect(session.lastStatus == row.status)
  }

  @Test(arguments: [
    ("region", "eu-west-1"), ("default.region", "eu-west-1"), ("output", "table"),
    ("default.output", "off"), ("output", "xml"), ("cli_binary_format", "raw-in-base64-out"),
  ])
  func `What is set is got, holds for calls, and undo takes it back`(
    row: (name: String, value: String)
  ) {
    var session = Session()
    let before = session.enter("aws configure get \(row.name)")
    #expect(session.enter("aws configure set \(row.name) \(row.value)").isEmpty)
    #expect(session.enter("aws configure get \(row.name)") == row.value + "\n")
    session.enter("undo")
    #expect(session.enter("aws configure get \(row.name)") == before)
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
    var session = Session()
    #expect(session.enter("aws configure set \(name) \(value)").isEmpty)
    #expect(session.lastStatus == 0)
    let text = value == "''" ? "\n" : value + "\n"
    for name in [name, other ?? name] {
      #expect(session.enter("aws configure get \(name)") == text)
    }
    #expect(session.enter("aws configure get region") == "us-east-1\n")
    session.enter("undo")
    #expect(session.enter("aws configure get \(name)").isEmpty)
  }

  @Test func `What is set for a profile holds for its calls alone`() {
    var session = Session()
    session.enter("aws configure set profile.bob.region eu-west-1")
    session.enter("aws configure set output text --profile bob")
    let region = { (session: Session) in
      session.world.environment.trail.suffix(1).last?.record.region
    }
    let call = "aws sts get-caller-identity --query Account"
    #expect(session.enter(call) == "\"111122223333\"\n" && region(session) == .usEast1)
    #expect(session.enter(call + " --profile bob") == "111122223333\n")
    #expect(region(session) == .euWest1 && session.present.region == .usEast1)
    session.enter("AWS_PROFILE=bob")
    #expect(session.enter(call) == "111122223333\n" && region(session) == .euWest1)
    #expect(session.present.region == .euWest1)
    session.enter(call + " --region us-west-2")
    #expect(region(session) == .usWest2)
  }

  @Test func `A Region holds for the next call`() {
    var session = Session()
    session.enter("aws configure set region eu-west-1")
    let arn = session.enter("aws kms create-key --query KeyMetadata.Arn --output text")
    #expect(arn.hasPrefix("arn:aws:kms:eu-west-1:"))
  }

  @Test func `An output holds for calls that name none`() {
    var session = Session()
    session.enter("aws configure set output text")
    #expect(session.enter("aws kms list-keys --query 'length(Keys)'") == "0\n")
    #expect(session.enter("aws sts get-caller-identity --query '[Account]'") == "111122223333\n")
    #expect(
      session.enter("aws sts get-caller-identity --query '[Account]' --output json")
        == "[\n    \"111122223333\"\n]\n")
  }

  @Test func `A format of blobs holds for calls that name none`() {
    var session = Session.withKey()
    session.enter("aws configure set cli_binary_format raw-in-base64-out")
    let encrypt = "aws kms encrypt --key-id alias/k --plaintext hello --query CiphertextBlob"
    session.enter("\(encrypt) --output text > c")
    session.enter("base64 -d c > c.bin")
    #expect(
      session.enter(
        "aws kms decrypt --ciphertext-blob fileb://c.bin --query Plaintext --output text")
        == "aGVsbG8=\n")
    session.enter("\(encrypt) --cli-binary-format base64")
    #expect(session.lastStatus == 255)
  }

  @Test(arguments: [
    ("output", "xml", "Unknown output type: xml", 253), ("cli_binary_format", "xml", "'xml'", 255),
  ])
  func `What is set wrong is told where it is used`(
    name: String, value: String, message: String, status: Int
  ) {
    var session = Session()
    session.enter("aws configure set \(name) \(value)")
    #expect(session.lastStatus == 0)
    #expect(session.enter("aws kms list-keys") == "\naws: [ERROR]: \(message)\n")
    #expect(session.lastStatus == status)
  }

  @Test func `The profiles are those whom as takes`() {
    var session = Session()
    let names = session.enter("aws configure list-profiles").split(separator: "\n")
    #expect(names.first == "default" && names.contains("alice") && names.contains("bob"))
    for name in names {
      session.enter("aws sts get-caller-identity --profile \(name)")
      #expect(session.lastStatus == 0, "\(name)")
    }
  }

  @Test(arguments: ["nothing", "output", "default.nothing", "profile.x.region"])
  func `What is not set prints nothing, with status 1`(name: String) {
    var session = Session()
    #expect(session.enter("aws configure get \(name)").isEmpty)
    #expect(session.lastStatus == 1)
  }

  @Test func `What is set to what it was is no step of history`() {
    var session = Session()
    session.enter("aws configure set region us-east-1")
    #expect(session.enter("undo").contains("nothing to take back"))
  }

  /// Two variables as Python prints their list.
  private static func variables(_ name: String) -> String {
    "['AWS_\(name)', 'AWS_DEFAULT_\(name)']"
  }

  @Test func `The list tells where each setting comes from`() {
    var session = Session()
    #expect(
      session.enter("aws configure list") == """
        NAME       : VALUE                    : TYPE             : LOCATION
        profile    : <not set>                : None             : None
        access_key : <not set>                : None             : None
        secret_key : <not set>                : None             : None
        region     : us-east-1                : config-file      : this session

        """)
    session.enter("AWS_REGION=eu-west-1; AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE")
    session.enter("AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMIEXAMPLEKEY; AWS_PROFILE=bob")
    #expect(
      session.enter("aws configure list") == """
        NAME       : VALUE                    : TYPE             : LOCATION
        profile    : bob                      : env              : \(Self.variables("PROFILE"))
        access_key : ****************MPLE     : env              : \("")
        secret_key : ****************EKEY     : env              : \("")
        region     : eu-west-1                : env              : \(Self.variables("REGION"))

        """)
    #expect(
      session.enter("aws configure list --profile alice")
        .contains(": alice                    : manual"))
    #expect(
      session.enter("aws --profile alice configure list")
        .contains(": alice                    : manual"))
  }
}
