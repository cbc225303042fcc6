import Cloud
import Console
import Kernel
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
    (["A=1; undo; B=2"], "# undo\n\(undo)A=1; B=2\n"),
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
      ["aws kms create-key --key-usage ENCRYPT_DECRYPT --key-spec RSA_2048"],
      "# aws kms create-key --key-usage ENCRYPT_DECRYPT --key-spec RSA_2048\n#   Not in this lab; AWS might do it, and charge for it.\n"
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
}
