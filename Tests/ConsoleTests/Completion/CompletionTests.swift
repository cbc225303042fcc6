import AWSCLI
import Kernel
import Sessions
import Testing

@testable import Console

/// What may stand at a place of a line; the cursor is at `_`.
@Suite struct CompletionTests {
  /// A world with an alias, a key, a bucket, an object, files, a variable and a session of a role.
  private static let session: Session = {
    var session = Session()
    for line in [
      "KEY=$(aws kms create-key --description 'lab key' --query KeyMetadata.KeyId --output text)",
      "aws kms create-alias --alias-name alias/lab-key --target-key-id $KEY",
      "aws kms enable-key-rotation --key-id $KEY",
      "aws s3api create-bucket --bucket lab-notes", "echo hello >note.txt", "echo x >'two words'",
      "aws s3 cp note.txt s3://lab-notes/a/note.txt", "branch other", "switch main",
    ] {
      guard case .done(_, status: 0, _) = session.execute(line) else {
        Issue.record("\(line) failed")
        break
      }
    }
    return session
  }()

  private static func key() throws -> String { try #require(session.present.variables["KEY"]) }

  /// The texts that may replace what was typed, for a line with the cursor at `_`.
  private static func insertions(_ line: String) -> [String] {
    let halves = line.split(separator: "_", maxSplits: 1, omittingEmptySubsequences: false)
    let typed = String(halves[0])
    let completion = session.completion(
      of: typed + (halves.dropFirst().first ?? ""), at: typed.utf8.count)
    return completion?.choices.map(\.insertion) ?? []
  }

  @Test(arguments: [
    ("aws k_", ["kms"]), ("aws s3 cp a s3://b --sse-c --sse-c-k_", ["--sse-c-key"]),
    ("aws s3 cp a s3://b --sse-c A_", ["AES256"]),
    ("aws kms generate-data-key-w_", ["generate-data-key-without-plaintext"]),
    ("kms list-key-r_", ["list-key-rotations"]),
    ("aws s3 s_", ["sync"]),
    ("time_", ["timeline"]),
    ("xx_", ["xxd"]),
    ("aws kms --region eu-w_ encrypt", ["eu-west-1"]),
    ("aws kms list-keys --output ya_", ["yaml", "yaml-stream"]),
    ("aws kms list-keys --quer_", ["--query"]),
    ("aws kms list-keys --generate_", ["--generate-cli-skeleton"]),
    ("aws kms list-keys --generate-cli-skeleton y_", ["yaml-input"]),
    ("aws kms list-keys --cli-input-y_", ["--cli-input-yaml"]),
    ("aws kms create-key --cli-input-yaml file://n_", ["file://note.txt"]),
    // Where a file is written, no option stands for a whole request.
    ("aws s3api get-object --cli-in_", []), ("aws s3api get-object --gen_", []),
    ("aws s3 cp a s3://b --acl bucket-owner-f_", ["bucket-owner-full-control"]),
    ("aws nothing x_", []),
    ("aws kms nothing --_", []),
  ]) func `Services, operations, commands and options for all`(line: String, expected: [String]) {
    #expect(Self.insertions(line) == expected)
  }

  @Test func `Options that are needed come first, and none twice`() {
    let first = Self.insertions("aws kms create-alias _")
    #expect(first.prefix(2) == ["--alias-name", "--target-key-id"])
    let rest = Self.insertions("aws kms create-alias --alias-name alias/x _")
    #expect(rest.first == "--target-key-id")
    #expect(!rest.contains("--alias-name"))
  }

  @Test(arguments: [
    ("aws kms describe-key --key-id alias/l_", ["alias/lab-key"]),
    ("aws kms describe-key --key-id lab-k_", ["alias/lab-key"]),
    ("aws kms describe-key --key-id \"alias/l_", ["\"alias/lab-key\""]),
    ("aws kms describe-key --key-id 'alias/l_", ["'alias/lab-key'"]),
    ("X=$(aws kms describe-key --key-id alias/la_", ["alias/lab-key"]),
    ("echo hello; aws kms describe-key --key-id alias/la_ | cat", ["alias/lab-key"]),
    (
      "aws kms describe-key --key-id arn:aws:kms:us-east-1:111122223333:al_",
      ["arn:aws:kms:us-east-1:111122223333:alias/lab-key"]
    ),
    ("aws kms create-key --key-usage ENC_", ["ENCRYPT_DECRYPT"]),
    ("aws s3api head-object --bucket lab-n_", ["lab-notes"]),
    ("aws s3api head-object --bucket lab-notes --key a_", ["a/note.txt"]),
    ("aws s3api copy-object --copy-source lab-notes/_", ["lab-notes/a/note.txt"]),
    ("aws s3 cp s3://lab-notes/_", ["s3://lab-notes/a/note.txt"]),
    ("aws s3 ls s3:_", ["s3://lab-notes/"]),
    ("aws s3 cp no_", ["note.txt"]),
    ("aws s3 cp x y --sse-kms-key-id alias/lab_", ["alias/lab-key"]),
    ("aws kms encrypt --key-id x --plaintext file_", ["fileb://"]),
    ("aws kms encrypt --key-id x --plaintext fileb://no_", ["fileb://note.txt"]),
    ("aws kms put-key-policy --key-id x --policy file://n_", ["file://note.txt"]),
    ("cat tw_", ["two\\ words"]),
    ("cat \"tw_", ["\"two words\""]),
    ("cat two\\ _", ["two\\ words"]),
    ("base64 <no_", ["note.txt"]),
    ("echo $K_", ["KEY"]),
  ]) func `Names of what exists, quoted as the line needs it`(line: String, expected: [String]) {
    #expect(Self.insertions(line) == expected)
  }

  @Test(arguments: [
    ("aws kms describe-key --key-id=alias/l_", ["--key-id=alias/lab-key"]),
    ("aws kms describe-key --key-id=lab-k_", ["--key-id=alias/lab-key"]),
    ("aws kms describe-key --key-id=\"alias/l_", ["--key-id=\"alias/lab-key\""]),
    ("aws kms create-key --key-usage=ENC_", ["--key-usage=ENCRYPT_DECRYPT"]),
    ("aws kms list-keys --output=ya_", ["--output=yaml", "--output=yaml-stream"]),
    ("aws kms list-keys --region=eu-w_", ["--region=eu-west-1"]),
    ("aws kms list-keys --query=Keys[0].KeyI_", ["--query=Keys[0].KeyId"]),
    ("aws kms tag-resource --key-id x --tags=TagK_", ["--tags=TagKey="]),
    ("aws kms put-key-policy --key-id x --policy=file://n_", ["--policy=file://note.txt"]),
    ("aws s3 cp x y --sse=aws_", ["--sse=aws:kms"]),
    ("clock --output=js_", ["--output=json"]), ("aws kms create-key --multi-region=_", []),
  ]) func `A value is completed behind its option and a sign too`(
    line: String, expected: [String]
  ) {
    #expect(Self.insertions(line) == expected)
  }

  @Test func `A key is offered with its description, state and alias`() throws {
    let line = "aws kms describe-key --key-id \(try Self.key().prefix(6))"
    let choice = Self.session.completion(of: line, at: line.utf8.count)?.choices.first
    #expect(choice?.candidate.text == (try Self.key()))
    #expect(choice?.candidate.note == "\"lab key\", Enabled, alias/lab-key")
  }

  @Test(arguments: [
    ("aws kms tag-resource --key-id x --tags TagK_", ["TagKey="]),
    ("aws kms tag-resource --key-id x --tags TagKey=a,_", ["TagKey=a,TagValue="]),
    ("aws kms tag-resource --key-id x --tags TagKey=a,TagValue=b Tag_", ["TagKey=", "TagValue="]),
    ("aws kms tag-resource --key-id x --tags '[{\"Tag_", ["'[{\"TagKey\": ", "'[{\"TagValue\": "]),
    (
      "aws kms tag-resource --key-id x --tags '[{\"TagKey\": \"a\", \"_",
      ["'[{\"TagKey\": \"a\", \"TagValue\": "]
    ),
    (
      "aws s3api put-bucket-encryption --bucket b --server-side-encryption-configuration _",
      ["Rules="]
    ),
    (
      "aws s3api put-bucket-encryption --bucket b --server-side-encryption-configuration Rules=_",
      ["Rules=["]
    ),
    (
      "aws s3api put-bucket-encryption --bucket b --server-side-encryption-configuration"
        + " Rules=[{ApplyServerSideEncryptionByDefault={SSEAlgorithm=aws:kms,K_",
      ["Rules=[{ApplyServerSideEncryptionByDefault={SSEAlgorithm=aws:kms,KMSMasterKeyID="]
    ),
  ]) func `Members inside a value`(line: String, expected: [String]) {
    #expect(Self.insertions(line).filter { !$0.hasPrefix("file") } == expected)
  }

  @Test(arguments: [
    ("describe-key --query KeyM_", ["KeyMetadata"]),
    ("describe-key --query KeyMetadata.KeyS_", ["KeyMetadata.KeyState", "KeyMetadata.KeySpec"]),
    ("list-keys --query Keys[].Key_", ["Keys[].KeyId", "Keys[].KeyArn"]),
    ("list-keys --query Keys[0].KeyI_", ["Keys[0].KeyId"]),
    ("list-keys --query 'Keys[*].{Id: KeyI_", ["'Keys[*].{Id: KeyId"]),
    ("list-keys --query 'Keys[*].[KeyId, KeyA_", ["'Keys[*].[KeyId, KeyArn"]),
    ("list-aliases --query \"Aliases[?AliasN_", ["\"Aliases[?AliasName"]),
    (
      "list-aliases --query \"Aliases[?AliasName=='x'].Target_",
      ["\"Aliases[?AliasName=='x'].TargetKeyId"]
    ),
    ("list-keys --query 'length(Key_", ["'length(Keys"]),
    ("list-keys --query 'sort_by(Keys, &KeyA_", ["'sort_by(Keys, &KeyArn"]),
    ("list-keys --query Keys[].KeyId.x_", []),
  ]) func `Members of the answer behind --query`(line: String, expected: [String]) {
    let typed = "aws kms \(line.dropLast())"
    let found = Self.session.completion(of: typed, at: typed.utf8.count)?.choices.map(\.insertion)
    #expect(found ?? [] == expected)
  }

  @Test(arguments: [
    ("as bo_", ["bob"]),
    ("advance 36_", ["365d"]),
    ("advance until 2026-0_", ["2026-01-01"]),
    ("advance until _", ["2026-01-01", "2025-01-02", "2025-01-31"]),
    ("switch _", ["other"]), ("drop _", ["other"]), ("compare ot_", ["other"]),
    ("compare main ot_", ["other"]), ("undo _", []),
    ("advance 1d 36_", ["365d"]),
    ("advance ne_", ["next"]),
    ("policy template adm_", ["admins-and-users"]),
    ("policy template default --adm_", ["--admin"]),
    ("policy template default --admin bo_", ["bob"]),
    ("help rotatio_", ["rotation"]),
    ("timeline alias/x alias/la_", ["alias/lab-key"]),
    ("can bob kms:Decry_", ["kms:Decrypt"]),
    ("inspect s3:_", ["s3://lab-notes/"]),
    ("trail ev_", ["event"]),
    ("clock --output js_", ["json"]),
    ("import x y z_", []),
  ]) func `Operands of the lab's own commands, read off their usage`(
    line: String, expected: [String]
  ) {
    #expect(Self.insertions(line) == expected)
  }

  @Test(arguments: ["cat <<EOF\nx_", "echo `_", "(_", "", "'"])
  func `A place where nothing can stand offers nothing`(line: String) {
    let typed = line.replacing("_", with: "")
    let completion = Self.session.completion(of: typed, at: typed.utf8.count)
    #expect(completion?.choices.isEmpty ?? true || line.isEmpty || line == "'")
  }

  @Test(arguments: [
    ("aws kms li", "st-aliases"), ("aws kms encrypt ", "--key-id"), ("", ""), ("  ", ""),
    ("aws kms describe-key --key-id ", "alias/lab-key"), ("aws s3 cp note.txt s", "3://lab-notes/"),
    ("whoa", "mi --output json"),
  ]) func `The hint goes on with what was typed before, or with what can follow`(
    line: String, expected: String
  ) {
    let history = ["whoami", "whoami --output json", "clock"]
    #expect(Self.session.hint(for: line, history: history) == expected)
  }

  @Test func `A line that was a mistake is not proposed again`() {
    var session = Self.session
    let history = ["whoami", "whoamj --now", "whoami --outptu json", "whoami --output jsn"]
    for line in history { session.enter(line) }
    #expect(session.hint(for: "whoam", history: history) == "i")
    // What AWS refused it would refuse again, as long as nothing else is changed.
    let refused = "aws kms describe-key --key-id alias/nothing"
    session.enter(refused)
    #expect(session.hint(for: "aws kms describe-k", history: [refused]) == "ey")
    session.enter("aws kms create-key")
    #expect(
      session.hint(for: "aws kms describe-k", history: [refused]) == String(refused.dropFirst(18)))
  }

  @Test func `Values that AWS has and the simulation has not come last and say so`() {
    let line = "aws kms create-key --key-spec "
    let candidates = Self.session.completion(of: line, at: line.utf8.count)?.choices
      .map(\.candidate)
    #expect(candidates?.first?.text == "SYMMETRIC_DEFAULT")
    #expect(candidates?.first?.note == "")
    #expect(candidates?.last?.text == "SM2")
    #expect(candidates?.count { $0.note == "not simulated" } == 1)
  }

  @Test func `The next line of an error is found`() {
    var session = Session(isCoached: true)
    let reply = session.execute("aws kms create-kee --description x")
    #expect(reply.nextLine == "aws kms create-key --description x")
    #expect(session.execute("whoami").nextLine == nil)
  }

  @Test func `Steps and days of the past are offered where those are asked for`() {
    var session = Session()
    for line in ["A=1", "advance 1d", "B=2"] { session.enter(line) }
    let texts = { (line: String) in
      session.completion(of: line, at: line.utf8.count)?.choices.map(\.candidate.text) ?? []
    }
    #expect(texts("back-to ") == ["3", "2", "1", "2025-01-02", "2025-01-01"])
    #expect(texts("diff ").prefix(3) == ["3", "2", "1"])
    #expect(texts("who-can kms:Decrypt --on ").prefix(2) == ["2025-01-02", "2025-01-01"])
    #expect(Set(texts("as ")).count == texts("as ").count)
  }
}
