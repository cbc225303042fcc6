import Cloud
import Console
import Kernel
import Sessions
import Testing

struct SessionScriptTests {
  private static let setUp = "set -aeo pipefail\nAWS_REGION=us-east-1 AWS_PAGER=\n\n"

  /// What stands below the settings, for a session of these lines.
  private func body(_ lines: [String], isCoached: Bool = false) throws -> String {
    var session = Session(isCoached: isCoached)
    for line in lines { session.enter(line) }
    let text = SessionScript(session).text
    return String(
      try #require(
        text.split(separator: Self.setUp, maxSplits: 1, omittingEmptySubsequences: false).last))
  }

  private static let took = "#   Not in this world: taken back, or in another branch or lab.\n"
  private static let undo =
    "#   Nothing in AWS takes a call back: what it took back is a comment here.\n"
  private static let noCall =
    "#   Failed in the session before it reached AWS, and changed nothing.\n"
  private static let branch =
    "#   AWS has one world; an account of its own is the place to try things.\n"

  private static let time =
    "#   Time moves by itself in AWS: run what follows when it has passed.\n"

  /// One row a kind of line.
  private static let rows: [(lines: [String], body: String)] = [
    ([], ""), (["# a word", "kms list-keys"], "# a word\naws kms list-keys\n"),
    (["aws kms create-key", "undo"], "# aws kms create-key\n\(took)# undo\n\(undo)"),
    (["A=1", "undo", "redo"], "A=1\n# undo\n\(undo)# redo\n"),
    (["A=1", "echo $A", "undo", "echo b"], "# A=1\n\(took)# echo $A\n# undo\n\(undo)echo b\n"),
    (["A=1", "B=2", "back-to 1", "C=3"], "A=1\n# B=2\n\(took)# back-to 1\n\(undo)C=3\n"),
    (
      ["A=1", "branch x", "B=2", "switch main", "C=3"],
      "A=1\n# branch x\n\(branch)# B=2\n\(took)# switch main\n\(branch)C=3\n"
    ),
    (
      ["A=1", "reset", "B=2"],
      "# A=1\n\(took)# reset\n#   AWS begins nothing anew: what stood before this line is not in the script.\nB=2\n"
    ),
    (["A=1", "B=2; undo"], "A=1\n# B=2; undo\n\(undo)"),
    (["A=1; undo; B=2"], "# A=1; undo\n\(undo)B=2\n"),
    (
      ["advance 1d", "advance 1d", "s3 ls"],
      "# advance 1d\n\(time)\n# 2025-01-02\n"
        + "# advance 1d\n\(time)\n# 2025-01-03\naws s3 ls\n"
    ),
    (
      ["hlep", "echo )", "cat x", "echo x > /no/file"],
      "# hlep\n\(noCall)# echo )\n# cat x\n# echo x > /no/file\n"
    ),
    (
      ["aws s3api put-bucket-website --bucket b --website-configuration {}"],
      "# aws s3api put-bucket-website --bucket b --website-configuration {}\n#   Not in this lab; AWS might do it, and charge for it.\n"
    ),
    (
      ["aws iam list-saml-providers", "aws kms describe-key --key-id alias/aws/s3 --no-cli-pager"],
      "# aws iam list-saml-providers\n#   Not in this lab; AWS might do it, and charge for it.\naws kms describe-key --key-id alias/aws/s3 --no-cli-pager\n"
    ),
    (
      ["aws s3 cp f s3://b-1/f --website-redirect", "aws ec2 describe-instances", "s3 ls"],
      "# aws s3 cp f s3://b-1/f --website-redirect\n#   Not in this lab; AWS might do it, and charge for it.\n# aws ec2 describe-instances\naws s3 ls\n"
    ),
    (
      ["aws kms describe-key --key-id alias/x", "s3 ls"],
      "set +e\n# Failed in the session, NotFoundException.\naws kms describe-key --key-id alias/x\nset -e\naws s3 ls\n"
    ),
    (
      ["aws kms describe-key --key-id alias/x", "echo $?", "echo $?", "s3 ls"],
      "set +e\n# Failed in the session, NotFoundException.\naws kms describe-key --key-id alias/x\necho $?\necho $?\nset -e\naws s3 ls\n"
    ),
    (
      ["echo a > a; echo b > b", "cmp a b", "cat x || echo no"],
      "echo a > a; echo b > b\nset +e\n# Failed in the session.\ncmp a b\n# Failed in the session.\ncat x || echo no\n"
    ),
    (
      ["as bob", "as nobody"],
      "# as bob\n#   In AWS a profile with that caller's credentials; aws configure makes one.\nAWS_PROFILE=bob\n"
        + "# as nobody\n\(noCall)"
    ),
    (
      ["policy template no-such > p.json; echo a > b"],
      "# policy template no-such > p.json\n#   AWS has no templates of key policies; what this one wrote stands below.\n"
        + "cat > p.json <<'EOF'\nEOF\nset +e\n# Failed in the session.\necho a > b\n"
    ),
    (
      ["clock > t; printf 'a\\0' > b"],
      "# clock > t\n#   AWS's clock is the real one.\ncat > t <<'EOF'\n  now   2025-01-01 00:00:00\n  nothing is scheduled\nEOF\nprintf 'a\\0' > b\n"
    ),
    (
      ["T=$(whoami --output text)"],
      "# T=$(whoami --output text)\n#   In AWS: aws sts get-caller-identity.\nT='111122223333\tarn:aws:iam::111122223333:user/alice\tus-east-1\nIDENTITYPOLICIES\tLabAccess'\n"
    ),
    (
      ["aws kms list-keys --query 1234abcd-12ab-34cd"],
      "# aws kms list-keys --query 1234abcd-12ab-34cd\n\(noCall)"
    ),
    (
      ["echo 1234abcd-12ab-34cd-56ef-1234567890ab"],
      "# Ids of this lab; AWS draws others.\necho 1234abcd-12ab-34cd-56ef-1234567890ab\n"
    ),
    (
      ["set -e", "set consistency realistic"],
      "# set consistency realistic\n#   AWS decides that itself; AWS Fault Injection Service makes calls fail.\n"
    ),
  ]

  @Test(arguments: rows)
  func `A session becomes a script`(row: (lines: [String], body: String)) throws {
    let body = try body(row.lines)
    #expect(body == row.body)
  }

  /// Lines whose scripts make the world again: time does not move.
  private static let pool = [
    "K=$(aws kms create-key --query KeyMetadata.KeyId --output text)", "aws kms create-key",
    "kms create-alias --alias-name alias/k --target-key-id $K", "aws kms disable-key --key-id $K",
    "aws kms enable-key --key-id $K", "aws kms delete-alias --alias-name alias/k",
    "aws kms encrypt --key-id $K --plaintext aGVsbG8= --query CiphertextBlob > c", "undo", "undo 2",
    "redo", "branch x", "branch y", "switch x", "switch y", "switch main", "drop x", "back-to 2",
    "reset", "A=1", "A=\"$A'2\"; echo $A > f", "echo * {a,b} > 'g h'", "cat <<E > f\n$K *\nE",
    "rm f",
    "policy template admins-and-users --admin alice --user alice >p.json", "cat p.json f >> g",
    "aws kms put-key-policy --key-id $K --policy file://p.json", "as bob", "as alice", "as root",
    "aws s3 mb s3://the-reports", "s3 cp f s3://the-reports/", "aws s3 rm s3://the-reports/f",
    "clock; A=$(whoami); aws kms create-key && trail", "printf '\\377\\0' > b", "hlep", "echo $?",
    "aws configure set region eu-west-1", "AWS_REGION=us-west-2",
    "aws kms list-keys --query Keys[*]",
    "import x", "cat no || echo no > n", "B=1; undo; C=2", "A=3; undo", "inspect f > i; echo b > b",
  ]

  @Test(arguments: 0..<60)
  func `In the lab the script makes the same world`(seed: Int) throws {
    var draw = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    var session = Session(SessionConfiguration(seed: 5))
    for _ in 0..<40 {
      draw = draw &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      session.enter(Self.pool[Int(draw >> 33) % Self.pool.count])
    }
    let script = SessionScript(session).text
    var again = Session(SessionConfiguration(seed: 5))
    var entry = ""
    for line in script.split(separator: "\n", omittingEmptySubsequences: false) {
      entry += (entry.isEmpty ? "" : "\n") + line
      if case .done = again.execute(entry) { entry = "" }
    }
    #expect(entry == "")
    #expect(again.files == session.files, "\(script)")
    for name in ["A", "B", "C", "K"] { #expect(again.variables[name] == session.variables[name]) }
    let digests = [again, session].map { $0.world.digest(includingTrail: false) }
    #expect(
      digests[0] == digests[1], "\(session.log.map(\.text).joined(separator: "\n"))\n\(script)")
  }
}
