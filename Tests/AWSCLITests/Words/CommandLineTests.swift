import Kernel
import Shell
import Testing

struct CommandLineTests {
  @Test(arguments: sharedCLITexts)
  func `A refusal has the words of AWS CLI`(row: (line: String, text: String)) {
    var bench = CommandBench()
    let text = bench.enter("aws " + row.line)
    let occurred = bench.lastStatus == 252 ? "An error occurred (ParamValidation): " : ""
    #expect(text.hasPrefix("\naws: [ERROR]: \(occurred)\(row.text)\n"), "\(text)")
    #expect([252, 255].contains(bench.lastStatus))
  }

  @Test(arguments: cliErrors)
  func `An error looks as version 2 of today prints it`(row: CLIErrorRow) {
    var bench = CommandBench()
    bench.enter("printf '\\351' > bin")
    #expect(bench.enter("aws " + row.line) == row.text)
  }

  private static let sentence =
    "\naws: [ERROR]: An error occurred (NotFoundException) when calling the DescribeKey operation: "
    + "Invalid keyId 'x'\n"
  private static let json =
    "{\n    \"Code\": \"NotFoundException\",\n    \"Message\": \"Invalid keyId 'x'\"\n}\n"

  @Test(
    arguments: [
      ("json", json), ("yaml", "Code: NotFoundException\nMessage: Invalid keyId 'x'\n"),
      ("text", "NotFoundException\tInvalid keyId 'x'\n"), ("enhanced", sentence),
      ("legacy", sentence),
    ] as [(String, String)])
  func `An error has the form that is asked for`(form: String, text: String) {
    var bench = CommandBench()
    #expect(bench.enter("aws kms describe-key --key-id x --cli-error-format \(form)") == text)
    #expect(bench.lastStatus == 254)
  }

  @Test(arguments: [
    ("put-object", "PutObject"), ("create-multipart-upload", "CreateMultipartUpload"),
    ("put-object-acl --acl private", "PutObjectAcl"),
  ])
  func `A checksum that AWS computes and kmslab does not is refused in one text`(
    words: String, operation: String
  ) {
    var bench = CommandBench()
    bench.enter("aws s3 mb s3://papers-7")
    let text = bench.enter(
      "aws s3api \(words) --bucket papers-7 --key k --checksum-algorithm XXHASH64")
    #expect(
      text == "\naws: [ERROR]: An error occurred (NotImplemented) when calling the \(operation)"
        + " operation: kmslab does not compute XXHASH64; CRC64NVME, CRC32, CRC32C, SHA1, SHA256,"
        + " SHA512 and MD5 work.\n")
  }

  @Test(
    arguments: [
      (
        "s3api list-objects-v2 --bucket nowhere", "ListObjectsV2", "NoSuchBucket",
        "The specified bucket does not exist", "BucketName: nowhere"
      ),
      (
        "s3 ls nowhere", "ListObjectsV2", "NoSuchBucket", "The specified bucket does not exist",
        "BucketName: nowhere"
      ),
      (
        "iam get-user --user-name zoe", "GetUser", "NoSuchEntity",
        "The user with name zoe cannot be found.", "Type: Sender"
      ),
    ] as [(String, String, String, String, String)])
  func `Below its sentence stands what else the service tells`(
    line: String, operation: String, code: String, message: String, detail: String
  ) {
    let sentence =
      "\naws: [ERROR]: An error occurred (\(code)) when calling the \(operation) operation: "
      + "\(message)\n"
    var bench = CommandBench()
    #expect(
      bench.enter("aws \(line)") == sentence + "\nAdditional error details:\n\(detail)\n")
    #expect(bench.enter("aws \(line) --cli-error-format legacy") == sentence)
  }

  @Test func `The other forms of errors have every detail`() {
    var bench = CommandBench()
    #expect(
      bench.enter("aws iam get-user --user-name zoe --cli-error-format text")
        == "NoSuchEntity\tThe user with name zoe cannot be found.\tSender\n")
    #expect(
      bench.enter("aws s3api head-bucket --bucket nowhere --cli-error-format yaml")
        == "Code: '404'\nMessage: Not Found\n")
  }

  @Test func `A refusal of AWS CLI itself has that form too`() {
    var bench = CommandBench()
    #expect(
      bench.enter("aws kms list-keys --limit 0 --cli-error-format=json") == """
        {
            "Code": "ParamValidation",
            "Message": "Parameter validation failed:\\nInvalid value for parameter Limit, value: 0, valid min value: 1"
        }

        """)
    #expect(bench.lastStatus == 252)
  }

  @Test(arguments: [
    ("YQ===", "YQ=="), ("YQ==x", "YQ=="), ("Y-Q=_=", "YQ=="), (" YQ== ", "YQ=="),
    ("YWJj====", "YWJj"),
  ])
  func `Base64 is read as leniently as Python reads it`(given: String, meant: String) {
    var bench = CommandBench.withKey()
    bench.enter(
      "aws kms encrypt --key-id alias/k --plaintext ' \(given)' --query CiphertextBlob --output text"
        + " > c")
    #expect(
      bench.enter("aws kms decrypt --ciphertext-blob file://c --query Plaintext --output text")
        == meant + "\n")
  }

  @Test func `A source of a copy is escaped by AWS CLI, whatever is escaped in it`() {
    var bench = CommandBench()
    bench.enter("aws s3 mb s3://lab-c; echo 1 > f; aws s3 cp f 's3://lab-c/a%20b'")
    bench.enter("aws s3 cp f s3://lab-c/c++")
    let copy = { (source: String, bench: inout CommandBench) in
      bench.enter(
        "aws s3api copy-object --bucket lab-c --key new --copy-source '\(source)' --query ETag")
    }
    _ = copy("lab-c/a%20b", &bench)
    #expect(bench.lastStatus == 0)
    _ = copy("lab-c/c++", &bench)
    #expect(bench.lastStatus == 0)
    #expect(copy("lab-c/c%2B%2B", &bench).contains("(NoSuchKey)"))
    _ = copy("lab-c/c++?versionId=null", &bench)
    #expect(bench.lastStatus == 0)
  }

  @Test func `A list of objects tells the encoding that AWS CLI asks for, and names as they are`() {
    var bench = CommandBench()
    bench.enter("aws s3 mb s3://lab-c; echo 1 > f; aws s3 cp f 's3://lab-c/a b'")
    let list = "aws s3api list-objects-v2 --bucket lab-c"
    let query = "--query '[EncodingType, Contents[0].Key]' --output text"
    #expect(bench.enter("\(list) --max-keys 1 \(query)") == "url\ta b\n")
    #expect(bench.enter("\(list) --no-paginate \(query)") == "url\ta b\n")
    #expect(bench.enter("\(list) \(query)") == "None\ta b\n")
    #expect(bench.enter("\(list) --encoding-type url --max-keys 1 \(query)") == "url\ta%20b\n")
  }

  @Test func `get-object writes a file named -, and into folders that are there`() {
    var bench = CommandBench()
    bench.enter("aws s3 mb s3://lab-c; echo 1 > f; aws s3 cp f s3://lab-c/k")
    let get = "aws s3api get-object --bucket lab-c --key k --query ContentLength"
    #expect(bench.enter("\(get) -") == "2\n")
    #expect(bench.enter("cat ./-") == "1\n")
    #expect(
      bench.enter("\(get) nodir/out")
        == "\naws: [ERROR]: [Errno 2] No such file or directory: 'nodir/out'\n")
    #expect(bench.lastStatus == 255)
    bench.enter("echo 2 > nodir/g")
    #expect(bench.enter("\(get) nodir/out; cat nodir/out") == "2\n1\n")
  }

  @Test func `A stream of YAML has one item a page`() {
    var bench = CommandBench()
    for _ in 0..<3 { bench.enter("aws kms create-key") }
    let text = bench.enter("aws kms list-keys --page-size 2 --output yaml-stream")
    #expect(text.split(separator: "\n").filter { $0.hasPrefix("- ") } == ["- Keys:", "- Keys:"])
    #expect(text.contains("  NextMarker: ") && text.contains("  Truncated: true\n"))
    #expect(
      bench.enter(
        "aws kms list-keys --page-size 2 --output yaml-stream --query 'length(Keys)'")
        == "- 2\n- 1\n")
    #expect(
      bench.enter("aws sts get-caller-identity --output yaml-stream --query Account")
        == "- '111122223333'\n")
  }

  @Test func `Cells of a table are coloured where that is asked for`() {
    var bench = CommandBench()
    let table = "aws kms list-keys --query '[[`1`]]' --output table"
    #expect(
      bench.enter(table + " --color on").contains("|  \u{1B}[1m\u{1B}[34m1\u{1B}[0m"))
    #expect(!bench.enter(table + " --color off").contains("\u{1B}"))
  }

  @Test func `A structure is a list of one where the model wants a list`() {
    var bench = CommandBench()
    bench.enter("aws s3 mb s3://lab-c; echo 1 > f; aws s3 cp f s3://lab-c/k")
    bench.enter(
      "aws s3api put-object-tagging --bucket lab-c --key k --tagging 'TagSet={Key=a,Value=b}'")
    #expect(
      bench.enter(
        "aws s3api get-object-tagging --bucket lab-c --key k --query 'TagSet[].Key' --output text")
        == "a\n")
  }

  @Test(arguments: [
    ("--tags TagKey=a,TagValue=b", #"[["a","b"]]"#),
    ("--tags TagKey=a,TagValue=b TagKey=c,TagValue=d", #"[["a","b"],["c","d"]]"#),
    ("--tags 'TagKey=\"a, b\",TagValue= c '", #"[["a, b","c"]]"#),
    ("--tags \"TagKey='a=b',TagValue=\"", #"[["a=b",""]]"#),
    (#"--tags 'TagKey=a\,b,TagValue=x=y'"#, #"[["a,b","x=y"]]"#),
    (#"--tags '[{"TagKey": "a", "TagValue": "b"}]'"#, #"[["a","b"]]"#),
    (#"--tags '{"TagKey": "a", "TagValue": "b"}'"#, #"[["a","b"]]"#),
    (
      #"--tags '{"TagKey":"a","TagValue":"b"}' '{"TagKey":"c","TagValue":"d"}'"#,
      #"[["a","b"],["c","d"]]"#
    ), (#"--tags '{"TagKey":"a","TagValue":"b"}' TagKey=c,TagValue=d"#, nil),
    (#"--tags '{"TagKey":"a"'"#, nil),
    ("--tags file://tags.json", #"[["f","g"]]"#),
    ("--tags=TagKey=a,TagValue=b", #"[["a","b"]]"#),
    (#"--cli-input-json '{"Tags": [{"TagKey": "a", "TagValue": "b"}]}'"#, #"[["a","b"]]"#),
    (
      #"--cli-input-json '{"Tags": [{"TagKey": "a", "TagValue": "b"}]}' --tags TagKey=c,TagValue=d"#,
      #"[["c","d"]]"#
    ),
    ("--cli-input-json file://input.json", #"[["f","g"]]"#),
    ("--cli-input-yaml 'Tags: [{TagKey: a, TagValue: \"1\"}]'", #"[["a","1"]]"#),
    ("--cli-input-yaml 'Tags: [{TagKey: a, TagValue: 1}]'", nil),
    ("--cli-input-yaml file://input.json", #"[["f","g"]]"#),
    ("--cli-input-yaml file://input.yaml", #"[["h","i"]]"#),
    ("--cli-input-yaml file://input.yaml --tags TagKey=c,TagValue=d", #"[["c","d"]]"#),
    ("--cli-input-yaml file://input.yaml --cli-input-json file://input.json", nil),
    ("--cli-input-yaml file://none.yaml", nil),
    ("--tags TagKey=a,TagValue=b --tags TagKey=c,TagValue=d", #"[["c","d"]]"#),
  ])
  func `Tags are read in every form`(row: (options: String, tags: String?)) {
    var bench = CommandBench()
    bench.enter(#"echo '[{"TagKey": "f", "TagValue": "g"}]' > tags.json"#)
    bench.enter(#"echo '{"Tags": [{"TagKey": "f", "TagValue": "g"}]}' > input.json"#)
    bench.enter("printf 'Tags: # mine\\n- TagKey: h\\n  TagValue: i\\n' > input.yaml")
    let failure = bench.enter("K=$(aws kms create-key --query KeyMetadata.KeyId \(row.options))")
    guard let tags = row.tags else { return #expect(!failure.isEmpty) }
    let text = bench.enter(
      "aws kms list-resource-tags --key-id $(echo $K | tr -d '\"') --query 'Tags[].[TagKey,TagValue]'"
    )
    #expect(text.filter { !$0.isWhitespace || $0 == " " }.replacing("  ", with: "") == tags)
  }

  @Test(arguments: [
    "aGVsbG8=", "fileb://h", "file://h.b64", "hello --cli-binary-format raw-in-base64-out",
    "file://h --cli-binary-format raw-in-base64-out",
    "fileb://h --cli-binary-format raw-in-base64-out",
    "aGVsbG8= --cli-binary-format base64", "--plaintext=aGVsbG8=", "=aGVsbG8=",
    #"--cli-input-json '{"Plaintext": "aGVsbG8="}'"#, "--cli-input-yaml 'Plaintext: aGVsbG8='",
    #"--cli-input-json '{"Plaintext": "hello"}' --cli-binary-format raw-in-base64-out"#,
    "--cli-input-yaml 'Plaintext: hello' --cli-binary-format raw-in-base64-out",
    "--cli-input-yaml 'Plaintext: !!binary aGVsbG8='", "fileb:///dev/stdin",
    "file:///dev/stdin --cli-binary-format raw-in-base64-out",
    "--cli-input-yaml 'Plaintext: !!binary aGVsbG8=' --cli-binary-format raw-in-base64-out",
  ])
  func `A blob is read in every form`(value: String) {
    var bench = CommandBench.withKey()
    bench.enter("echo -n hello > h; base64 h | tr -d '\\n' > h.b64")
    let option =
      value.hasPrefix("--") ? value : "--plaintext" + (value.hasPrefix("=") ? "" : " ") + value
    bench.enter(
      "echo -n hello | aws kms encrypt --key-id alias/k \(option) --query CiphertextBlob --output text > c"
    )
    #expect(
      bench.enter("aws kms decrypt --ciphertext-blob file://c --query Plaintext --output text")
        == "aGVsbG8=\n")
  }

  @Test(arguments: [
    ("aws kms describe-key --key-id=alias/k", 0),
    ("aws --region us-east-1 kms --output text describe-key --key-id alias/k", 0),
    ("aws kms create-key --multi-region --no-multi-region", 0),
    ("aws kms encrypt --key-id alias/k --plaintext aGk= --dry-run", 254),
    ("aws kms encrypt --key-id alias/k --plaintext aGk= --dry-run --no-dry-run", 0),
    ("aws kms list-keys --limit ' 5'", 0), ("aws kms list-keys --limit 1_0", 0),
    ("aws kms list-keys --limit +5", 0), ("aws kms list-keys --limit=5", 0),
    ("aws kms list-keys --limit -5", 252), ("aws kms list-keys --limit 99999999999999999999", 255),
    ("aws kms create-key --description '- a text'", 0),
    ("aws kms create-key --description '--a text'", 0), ("aws kms create-key --description -", 0),
    ("aws kms create-key --description=--x", 0), ("aws kms create-key --description --x", 252),
    ("aws kms create-key --description -x", 252), ("aws kms create-key --description ''", 0),
    ("aws kms create-key --descriptoin x", 252),
    ("aws kms create-key --descr x", 0), ("aws kms create-key --descr=x --o text", 0),
    ("aws --reg us-east-1 kms list-keys --lim 5", 0), ("aws kms create-key --bypass", 0),
    ("aws kms create-key --cust x", 252), ("aws kms list-keys --no 5", 252),
    ("aws kms create-key x", 252),
    ("aws kms describe-key", 252), ("aws kms describe-key --key-id nothing", 254),
    ("aws kms list-keys --query 'length(x)'", 255), ("aws kms list-keys --query '['", 252),
    ("aws kms list-keys --region x", 255), ("AWS_REGION=x aws kms list-keys", 255),
    ("AWS_REGION=x aws kms list-keys --region us-east-1", 0),
    ("AWS_DEFAULT_REGION=x aws kms list-keys", 255),
    ("AWS_REGION=us-east-1 AWS_DEFAULT_REGION=x aws kms list-keys", 0),
    ("AWS_DEFAULT_OUTPUT=x aws kms list-keys", 253),
    ("AWS_DEFAULT_OUTPUT=x aws kms list-keys --output json", 0),
    ("aws kms help", 0), ("aws kms encrypt help", 0), ("aws help", 0), ("aws", 252),
    ("aws kms", 252), ("aws kmz", 252), ("aws kms list-keys --no-cli-pager", 0),
    ("aws kms list-keys --color off", 0), ("aws kms list-keys --debug", 252),
    ("aws kms list-keys --cli-input-json nothing", 252),
    ("aws kms list-keys --cli-input-yaml nothing", 252),
    ("echo 'Limit: 1' | aws kms list-keys --cli-input-yaml file:///dev/stdin", 0),
    ("aws kms list-keys --profile default", 0), ("AWS_PROFILE=default aws kms list-keys", 0),
    ("aws kms create-key --multi-region=true", 252),
    ("aws kms list-keys --cli-read-timeout abc", 255),
    ("aws kms list-keys --cli-connect-timeout 5", 0),
    ("aws s3api list-objects-v2 --bucket arn:aws:s3:us-west-2:123456789012:accesspoint/a", 252),
    ("aws ec2 describe-instances", 252),
    ("aws cloudtrail create-trail --name x", 254),
    ("aws kms list-keys --cli-input-yaml 'Limit: [1'", 252),
    ("aws kms list-keys --cli-input-yaml 'Limit: 1' --cli-input-json '{}'", 252),
    ("aws kms list-keys --cli-input-yaml 'Limit: 0x10'", 0),
    ("aws kms list-keys --version", 0), ("aws kms list-keys --", 0),
    ("aws kms list-keys ''", 0),
    (#"aws kms create-grant --key-id x --grantee-principal y --operations '{"a":1}'"#, 254),
    ("aws kms encrypt --key-id alias/k --plaintext -", 254),
    ("aws kms encrypt --key-id alias/k --plaintext _-==", 254),
    ("aws kms list-keys --output yaml-stream", 0),
    ("aws kms create-grant --key-id x --operations Decrypt", 254),
    ("aws cloudtrail lookup-events --start-time 'Jan 1, 2025'", 0),
    ("aws cloudtrail lookup-events --start-time 01/02/2024 --end-time 10:00", 0),
    ("aws cloudtrail lookup-events --start-time yesterday", 252),
    ("aws s3 ls s3://arn:aws:s3:us-east-1:111122223333:accesspoint/x/y", 252),
    (#"aws kms encrypt --cli-input-json '{"KeyId": "alias/k", "Plaintext": "?"}'"#, 254),
    ("aws kms list-keys --cli-input-json '{\"Limit\": 2}' --limit 1", 0),
    ("aws kms put-key-policy --key-id alias/k --policy file://nothing", 252),
    ("aws kms encrypt --key-id alias/k --plaintext '?'", 254),
    ("aws kms encrypt --key-id alias/k --plaintext '?????x'", 255),
    ("aws kms encrypt --key-idd x --plaintext aGk=", 252),
  ])
  func `A command line has AWS CLI's status`(row: (line: String, status: Int)) {
    var bench = CommandBench.withKey()
    let text = bench.enter(row.line)
    #expect(bench.lastStatus == row.status, "\(text)")
  }

  @Test func `AWS_REGION and AWS_DEFAULT_OUTPUT hold until they change`() {
    var bench = CommandBench()
    bench.enter("AWS_REGION=eu-west-1; AWS_DEFAULT_OUTPUT=text")
    let arn = bench.enter("aws kms create-key --query KeyMetadata.Arn")
    #expect(arn.hasPrefix("arn:aws:kms:eu-west-1:"))
    bench.enter("AWS_REGION=")
    #expect(bench.enter("aws kms list-keys --query 'length(Keys)'") == "0\n")
    #expect(bench.enter("aws kms list-keys --output json --query Keys") == "[]\n")
  }

  @Test func `All pages come unless a page is asked for`() {
    var bench = CommandBench()
    for index in 0..<120 {
      // A key has 50 aliases at most.
      if index % 50 == 0 {
        bench.enter("K=$(aws kms create-key --query KeyMetadata.KeyId --output text)")
      }
      bench.enter("aws kms create-alias --alias-name alias/a\(index) --target-key-id $K")
    }
    let count = { (options: String, bench: inout CommandBench) in
      bench.enter("aws kms list-aliases \(options) --query 'length(Aliases)'")
    }
    // AWS's own are among them.
    #expect(count("", &bench) == "137\n")
    #expect(count("--limit 7", &bench) == "7\n")
    #expect(count("--no-paginate", &bench) == "50\n")
    #expect(bench.enter("aws kms list-aliases").contains("Truncated") == false)
    #expect(bench.enter("aws kms list-aliases --no-paginate").contains("NextMarker"))
  }
}
