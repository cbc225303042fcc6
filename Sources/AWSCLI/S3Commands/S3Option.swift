import Cloud
import Kernel
import S3
import Shell

/// One option of the commands behind `aws s3`.
package struct S3Option: Sendable {
  /// What stands behind an option.
  package enum Value: Sendable {
    /// Nothing.
    case none
    /// A text; the name stands for it in the help.
    case text(String)
    /// One of these.
    case choice([String])
    /// One of these, or nothing for the first.
    case optionalChoice([String])
    /// A whole number.
    case number
    /// A moment.
    case time
    /// Names and values.
    case pairs
    /// One name and its value, as two words; the option can be given again for the next ones.
    case tag
    /// Grants of ACLs, one or more.
    case grants
    /// Bytes: a text, or those of a file.
    case bytes
  }

  /// How it is written, with its dashes.
  package let name: String
  /// What stands behind it.
  package let value: Value
  /// What it does.
  package let summary: String
  /// The member of the request that takes the value; `nil` for one that the command itself reads.
  let member: String?
  /// Whether only a copy between buckets has that member.
  let isForCopies: Bool
  /// Whether the value must not be kept.
  package var isSensitive: Bool { if case .bytes = value { true } else { false } }

  /// Describes an option that stands alone.
  init(_ name: String, _ summary: String) { self.init(name, .none, summary) }

  /// Describes an option with a value.
  init(
    _ name: String, _ value: Value, _ summary: String, member: String? = nil,
    isForCopies: Bool = false
  ) {
    self.name = name
    self.value = value
    self.summary = summary
    self.member = member
    self.isForCopies = isForCopies
  }

  /// The option with what stands behind it, as a usage line shows it.
  package var call: String {
    switch value {
    case .none: name
    case .text(let placeholder): "\(name) \(placeholder)"
    case .choice(let values):
      // Many are told by their first, to leave room for what they mean.
      "\(name) " + (values.count > 4 ? "\(values[0])|…" : values.joined(separator: "|"))
    case .optionalChoice(let values): "\(name) [\(values.joined(separator: "|"))]"
    case .number: "\(name) NUMBER"
    case .time: "\(name) TIME"
    case .pairs: "\(name) name=value,…"
    case .tag: "\(name) KEY VALUE"
    case .grants: "\(name) permission=grantee…"
    case .bytes: "\(name) TEXT|fileb://NAME"
    }
  }
}

extension S3Option {
  /// What goes on behind the first choice where the name of a file or an object was taken for a
  /// choice that could be left out: `--sse note.txt` means `--sse AES256 note.txt`.
  func rest(_ word: String, _ files: VirtualFiles) -> String {
    guard case .optionalChoice = value else { return "" }
    let isPath =
      files[word] != nil || word.hasPrefix("s3://")
      || !word.contains(":") && word.contains { $0 == "." || $0 == "/" }
    return isPath ? " " + quoted(word) : ""
  }

  /// The option of `aws s3api` that does what one of `aws s3` does, where it has another name.
  static func meaning(of name: String) -> String? {
    let member = transfer.first { $0.name == name && name.hasPrefix("--sse") }?.member
    return member.map { "--" + kebabCase($0) }
  }

  static let recursive = S3Option("--recursive", "takes all that is below the path")
  static let force = S3Option("--force", "deletes all objects first")
  static let dryrun = S3Option("--dryrun", "shows what would be done, and does nothing")
  static let quiet = S3Option("--quiet", "prints nothing, not even errors")
  static let onlyShowErrors = S3Option("--only-show-errors", "prints errors and warnings only")
  static let exclude = S3Option(
    "--exclude", .text("PATTERN"), "leaves out what matches; *, ? and [ ] as in file names")
  static let include = S3Option(
    "--include", .text("PATTERN"), "takes what matches back in; the last pattern that fits decides")
  static let pageSize = S3Option("--page-size", .number, "how many objects one list call brings")
  static let noGuess = S3Option(
    "--no-guess-mime-type", "sends no content type made of the name's ending")
  static let copyProps = S3Option(
    "--copy-props", .choice(["none", "metadata-directive", "default"]),
    "what a copy between buckets takes along: nothing, all but tags, all")
  static let ignoreGlacierWarnings = S3Option(
    "--ignore-glacier-warnings", "leaves out what is archived without a word")
  static let forceGlacierTransfer = S3Option(
    "--force-glacier-transfer", "asks S3 for what is archived too, which it refuses here")
  static let checksumAlgorithm = S3Option(
    "--checksum-algorithm",
    .choice([
      "CRC64NVME", "CRC32", "SHA256", "SHA1", "CRC32C", "SHA512", "XXHASH64", "XXHASH3",
      "XXHASH128",
    ]), "which checksum S3 keeps of what is written", member: "ChecksumAlgorithm")
  static let checksumMode = S3Option(
    "--checksum-mode", .choice(["ENABLED"]),
    "asks for the checksum of what is downloaded, which fits here: no byte is lost on the way")
  static let requestPayer = S3Option(
    "--request-payer", .optionalChoice(["requester"]), "changes nothing: the owner pays here")
  static let tags = S3Option("--tags", .tag, "gives the bucket a tag; once for each")
  static let noOverwrite = S3Option("--no-overwrite", "leaves alone what is there")
  static let delete = S3Option("--delete", "deletes at the destination what the source lacks")
  static let sizeOnly = S3Option("--size-only", "compares sizes alone")
  static let sseC = S3Option(
    "--sse-c", .optionalChoice(["AES256"]), "uses a key of your own, with --sse-c-key",
    member: "SSECustomerAlgorithm")
  static let sseCKey = S3Option(
    "--sse-c-key", .bytes, "your key of 32 bytes; needed again to read what it wrote",
    member: "SSECustomerKey")
  static let sseCCopySource = S3Option(
    "--sse-c-copy-source", .optionalChoice(["AES256"]),
    "opens the source of a copy with a key of your own, with --sse-c-copy-source-key",
    member: "CopySourceSSECustomerAlgorithm", isForCopies: true)
  static let sseCCopySourceKey = S3Option(
    "--sse-c-copy-source-key", .bytes, "the key that the source was written with",
    member: "CopySourceSSECustomerKey", isForCopies: true)
  /// The canned ACLs of AWS CLI.
  static let cannedACLs = [
    "private", "public-read", "public-read-write", "authenticated-read", "aws-exec-read",
    "bucket-owner-read", "bucket-owner-full-control", "log-delivery-write",
  ]
  static let expiresIn = S3Option(
    "--expires-in", .number, "how many seconds it holds; 3600 without, 604800 at most")
  static let humanReadable = S3Option("--human-readable", "sizes in KiB, MiB and so on")
  static let summarize = S3Option("--summarize", "counts and adds up at the end")

  /// What `cp`, `mv` and `sync` take.
  package static let transfer: [S3Option] = [
    .dryrun, .quiet, .onlyShowErrors, S3Option("--no-progress", "changes nothing here"),
    S3Option("--progress-frequency", .number, "changes nothing here"),
    S3Option("--progress-multiline", "changes nothing here"),
    .include, .exclude,
    S3Option(
      "--sse", .optionalChoice(["AES256", "aws:kms"]),
      "how S3 encrypts the objects", member: "ServerSideEncryption"),
    S3Option(
      "--sse-kms-key-id", .text("KEY"), "the KMS key, with --sse aws:kms", member: "SSEKMSKeyId"),
    .sseC, .sseCKey, .sseCCopySource, .sseCCopySourceKey,
    S3Option(
      "--acl", .choice(cannedACLs), "ACLs are off: S3 takes only bucket-owner-full-control",
      member: "ACL"),
    S3Option("--grants", .grants, "ACLs are off: S3 takes none"),
    S3Option("--content-type", .text("TYPE"), "instead of a guess", member: "ContentType"),
    .noGuess,
    S3Option("--metadata", .pairs, "your own names and values", member: "Metadata"),
    S3Option(
      "--metadata-directive", .choice(["COPY", "REPLACE"]),
      "whether a copy keeps its source's metadata or takes what the options say",
      member: "MetadataDirective", isForCopies: true),
    .copyProps,
    S3Option("--cache-control", .text("TEXT"), "how caches may keep it", member: "CacheControl"),
    S3Option(
      "--content-disposition", .text("TEXT"), "under which name browsers save it",
      member: "ContentDisposition"),
    S3Option(
      "--content-encoding", .text("TEXT"), "how it is compressed", member: "ContentEncoding"),
    S3Option("--content-language", .text("TEXT"), "its language", member: "ContentLanguage"),
    S3Option("--expires", .time, "when caches forget it", member: "Expires"),
    S3Option(
      "--storage-class", .choice(StorageClass.allCases.map(\.rawValue)),
      "a name that is kept; archives cannot be read", member: "StorageClass"),
    .checksumAlgorithm, .checksumMode, .requestPayer,
    S3Option(
      "--source-region", .text("REGION"), "changes nothing: a bucket's name finds it everywhere"),
    .pageSize, .ignoreGlacierWarnings, .forceGlacierTransfer, .noOverwrite,
    S3Option("--follow-symlinks", "changes nothing: virtual files have no links"),
    S3Option("--no-follow-symlinks", "changes nothing either"),
  ]

  /// What AWS CLI has and this lab has not, with the reason and what to do.
  static let refused: [(names: [String], remark: String)] = [
    (["--website-redirect"], "nothing here serves web pages; leave it out"),
    (["--validate-same-s3-paths"], "mv here never moves an object onto itself; leave it out"),
    (["--case-conflict"], "virtual files tell A from a; leave it out"),
    (
      ["--bucket-name-prefix", "--bucket-region"],
      "not in this lab; aws s3 ls lists all buckets"
    ),
  ]
}
