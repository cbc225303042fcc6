/// One of the commands behind `aws s3`.
package struct S3Command: Sendable {
  /// What the command does.
  package enum Kind: Sendable {
    /// `ls`.
    case list
    /// `cp`, `mv`, `sync`.
    case transfer(isMove: Bool, isSync: Bool)
    /// `rm`.
    case delete
    /// `mb`.
    case makeBucket
    /// `rb`.
    case removeBucket
    /// `presign`.
    case presign
  }

  /// Its name, `cp`.
  package let name: String
  /// What it does.
  package let kind: Kind
  /// What it does, in one line.
  package let summary: String
  /// How AWS CLI writes its paths.
  package let operands: String
  /// How many paths it takes.
  let pathCounts: ClosedRange<Int>
  /// Its options.
  package let options: [S3Option]
  /// More about it, for its help page.
  package let details: String
  /// A line that works, for one who left something out.
  package let example: String

  /// All commands in the order in which help lists them.
  package static let all: [S3Command] = [mb, rb, ls, cp, mv, rm, sync, presign]

  /// The command of a name.
  package static func named(_ name: String) -> S3Command? { all.first { $0.name == name } }

  /// What AWS CLI calls the paths where they are missing.
  var nameOfPaths: String {
    switch kind {
    case .makeBucket, .removeBucket, .presign: "path"
    case .list, .transfer, .delete: "paths"
    }
  }

  /// How AWS CLI words its usage.
  var usage: String { "usage: aws s3 \(name) \(operands)" }

  /// AWS CLI's commands that this lab has not, with the reason and what to do.
  package static let refused: [(name: String, remark: String, next: String)] = [
    (
      "website", "nothing here serves web pages",
      "aws s3 cp s3://BUCKET/KEY -"
    )
  ]
}

extension S3Command {
  private static let twoPaths = "<LocalPath> <S3Uri> or <S3Uri> <LocalPath> or <S3Uri> <S3Uri>"

  private static let mb = S3Command(
    name: "mb", kind: .makeBucket, summary: "makes a bucket", operands: "<S3Uri>",
    pathCounts: 1...1, options: [.tags],
    details: "The name is one of all accounts' names: it has to be free everywhere.",
    example: "aws s3 mb s3://my-bucket")

  private static let rb = S3Command(
    name: "rb", kind: .removeBucket, summary: "removes an empty bucket", operands: "<S3Uri>",
    pathCounts: 1...1, options: [.force],
    details: "Older versions of objects stay in spite of --force, and so does their bucket.",
    example: "aws s3 rb s3://my-bucket")

  private static let presign = S3Command(
    name: "presign", kind: .presign, summary: "signs a link that reads an object",
    operands: "<S3Uri>", pathCounts: 1...1, options: [.expiresIn],
    details: """
      The link is made without asking S3, from the caller's credentials. Who has it
      may what the caller may when it is opened: open-link opens it here.
      """, example: "aws s3 presign s3://my-bucket/note.txt")

  private static let ls = S3Command(
    name: "ls", kind: .list, summary: "lists buckets, or objects and what they begin with",
    operands: "<S3Uri> or NONE", pathCounts: 0...1,
    options: [.recursive, .humanReadable, .summarize, .pageSize, .requestPayer],
    details: """
      The status is 1 where a path has a key and nothing begins with it. PRE stands
      before what several keys begin with, up to the next slash.
      """, example: "aws s3 ls s3://my-bucket")

  private static let cp = S3Command(
    name: "cp", kind: .transfer(isMove: false, isSync: false),
    summary: "copies files to objects, objects to files, objects to objects",
    operands: twoPaths, pathCounts: 2...2,
    options: [.recursive] + S3Option.transfer
      + [S3Option("--expected-size", .number, "changes nothing here")],
    details: """
      Files are virtual files. - is the standard input or output:
        echo hi | aws s3 cp - s3://my-bucket/note
        aws s3 cp s3://my-bucket/note -
      There are no directories: photos/ means all virtual files whose names begin
      so, . means all files. A download that fails leaves the file as it was.
      """, example: "aws s3 cp note.txt s3://my-bucket/")

  private static let mv = S3Command(
    name: "mv", kind: .transfer(isMove: true, isSync: false),
    summary: "copies as cp does, and deletes the source after each success",
    operands: twoPaths, pathCounts: 2...2, options: [.recursive] + S3Option.transfer, details: "",
    example: "aws s3 mv note.txt s3://my-bucket/")

  private static let rm = S3Command(
    name: "rm", kind: .delete, summary: "deletes objects", operands: "<S3Uri>",
    pathCounts: 1...1,
    options: [
      .recursive, .dryrun, .quiet, .onlyShowErrors, .include, .exclude, .pageSize, .requestPayer,
    ],
    details: "S3 does not say whether there was an object to delete.",
    example: "aws s3 rm s3://my-bucket/note.txt")

  private static let sync = S3Command(
    name: "sync", kind: .transfer(isMove: false, isSync: true),
    summary: "copies what is new or has changed", operands: twoPaths, pathCounts: 2...2,
    options: S3Option.transfer + [
      .delete, .sizeOnly, S3Option("--exact-timestamps", "changes nothing: no times are compared"),
    ],
    details: """
      AWS CLI leaves out what has the same size and is not newer. Virtual files have
      no time, so here sync leaves out what has the same size and the same content.
      It reads no object for that: each transfer of this session is remembered by
      the object's ETag. What was put there otherwise, as by s3api put-object, is
      copied once more rather than left out.
      """, example: "aws s3 sync photos/ s3://my-bucket/photos/")
}
