/// One command on `FakeS3.filled`, and what AWS CLI prints; `_` in the line is a blank.
struct S3Row: Sendable {
  let line: String
  let output: String
  let errors: String
  let status: Int

  init(_ line: String, _ output: String, errors: String = "", _ status: Int = 0) {
    self.line = line
    self.output = output
    self.errors = errors
    self.status = status
  }
}

private let noBucket = "The specified bucket does not exist\n"

/// What AWS CLI 1.45 printed against a stub of S3, without its progress.
let s3Rows = [
  S3Row("mb s3://n", "make_bucket: n\n"),
  S3Row("mb s3://n/key", "make_bucket: n\n"),
  S3Row(
    "mb s3://b", "",
    errors: "make_bucket failed: s3://b An error occurred (BucketAlreadyOwnedByYou) when calling"
      + " the CreateBucket operation: You own it.\n", 1),
  S3Row("mb n", "", errors: "<S3Uri>\nError: Invalid argument type\n", 252),
  S3Row("rb s3://e", "remove_bucket: e\n"),
  S3Row(
    "rb s3://b", "",
    errors: "remove_bucket failed: s3://b An error occurred (BucketNotEmpty) when calling the"
      + " DeleteBucket operation: The bucket is not empty\n", 1),
  S3Row(
    "rb s3://b/x", "", errors: "Please specify a valid bucket name only. E.g. s3://b\n", 252),
  S3Row(
    "rb s3://b --force",
    "delete: s3://b/photos/a.jpg\ndelete: s3://b/photos/b c.txt\ndelete: s3://b/x\n"
      + "remove_bucket: b\n"),
  S3Row(
    "rb s3://n --force", "",
    errors: "fatal error: An error occurred (NoSuchBucket) when calling the ListObjectsV2"
      + " operation: \(noBucket)\naws: [ERROR]: remove_bucket failed: Unable to delete all objects"
      + " in the bucket, bucket will not be deleted.\n", 255),
  S3Row("ls", "2025-01-01 00:00:00 b\n2025-01-01 00:00:00 e\n"),
  S3Row("ls s3://b", "                           PRE photos/\n2025-01-01 00:00:00          5 x\n"),
  S3Row("ls b", "                           PRE photos/\n2025-01-01 00:00:00          5 x\n"),
  S3Row(
    "ls s3://b/photos/",
    "2025-01-01 00:00:00          2 a.jpg\n2025-01-01 00:00:00          2 b c.txt\n"),
  S3Row("ls s3://b/photos", "                           PRE photos/\n"),
  S3Row(
    "ls s3://b --recursive --human-readable --summarize",
    """
    2025-01-01 00:00:00    2 Bytes photos/a.jpg
    2025-01-01 00:00:00    2 Bytes photos/b c.txt
    2025-01-01 00:00:00    5 Bytes x

    Total Objects: 3
       Total Size: 9 Bytes

    """),
  S3Row("ls s3://e", ""),
  S3Row("ls s3://b/none", "", 1),
  S3Row(
    "ls s3://n", "",
    errors: "\naws: [ERROR]: An error occurred (NoSuchBucket) when calling the ListObjectsV2"
      + " operation: \(noBucket)", 254),
  S3Row("cp note.txt s3://b", "upload: ./note.txt to s3://b/note.txt\n"),
  S3Row("cp ./note.txt s3://b/y/", "upload: ./note.txt to s3://b/y/note.txt\n"),
  S3Row("cp photos/z s3://b/y", "upload: photos/z to s3://b/y\n"),
  S3Row(
    "cp note.txt s3://n/x", "",
    errors: "upload failed: ./note.txt to s3://n/x An error occurred (NoSuchBucket) when calling"
      + " the PutObject operation: \(noBucket)", 1),
  S3Row("cp none s3://b/", "", errors: "The user-provided path none does not exist.\n", 255),
  S3Row(
    "cp note.txt/ s3://b", "", errors: "The user-provided path note.txt/ does not exist.\n", 255),
  S3Row(
    "cp photos s3://b/p", "",
    errors: "upload failed: photos/ to s3://b/p [Errno 21] Is a directory: 'photos/'\n", 1),
  S3Row(
    "cp photos/ s3://b", "",
    errors: "upload failed: photos/ to s3://b/ Parameter validation failed:\n"
      + "Invalid length for parameter Key, value: 0, valid min length: 1\n", 1),
  S3Row(
    "cp photos s3://b/p --recursive",
    "upload: photos/a.jpg to s3://b/p/a.jpg\nupload: photos/z to s3://b/p/z\n"),
  S3Row(
    "cp . s3://b/p/ --recursive --exclude * --include *.txt",
    "upload: ./note.txt to s3://b/p/note.txt\n"),
  S3Row(
    "cp note.txt s3://b --recursive", "",
    errors: "warning: Skipping file note.txt/. File does not exist.\n", 2),
  S3Row("cp s3://b/x .", "download: s3://b/x to ./x\n"),
  S3Row("cp s3://b/x photos", "download: s3://b/x to photos/x\n"),
  S3Row("cp s3://b/x new/", "download: s3://b/x to new/x\n"),
  S3Row("cp s3://b/x new", "download: s3://b/x to ./new\n"),
  S3Row(
    "cp s3://b/none .", "",
    errors: "fatal error: An error occurred (404) when calling the HeadObject operation:"
      + " Key \"none\" does not exist\n", 1),
  S3Row(
    "cp s3://b/none -", "",
    errors: "download failed: s3://b/none to - An error occurred (404) when calling the HeadObject"
      + " operation: Not Found\n", 1),
  S3Row("cp s3://b/x -", "hello"),
  S3Row("cp - s3://b/new", ""),
  S3Row("cp s3://b .", ""),
  S3Row(
    "cp s3://b/photos . --recursive",
    "download: s3://b/photos/a.jpg to ./a.jpg\ndownload: s3://b/photos/b c.txt to ./b c.txt\n"),
  S3Row("cp s3://b/x s3://e", "copy: s3://b/x to s3://e/x\n"),
  S3Row("mv s3://b/x s3://b/y", "move: s3://b/x to s3://b/y\n"),
  S3Row("mv note.txt s3://b/x", "move: ./note.txt to s3://b/x\n"),
  S3Row("mv s3://b/x x", "move: s3://b/x to ./x\n"),
  S3Row(
    "mv s3://b/x s3://b/x", "", errors: "Cannot mv a file onto itself: s3://b/x - s3://b/x\n", 252),
  S3Row(
    "mv s3://b/x s3://b", "", errors: "Cannot mv a file onto itself: s3://b/x - s3://b/\n", 252),
  S3Row(
    "mv s3://b/photos s3://b/photos/ --recursive --include *.jpg --exclude b*", "",
    errors: "move failed: s3://b/photos/a.jpg to s3://b/photos/a.jpg"
      + " Cannot mv a file onto itself\n", 1),
  S3Row(
    "mv - s3://b/x", "",
    errors: "Streaming currently is only compatible with non-recursive cp commands\n", 252),
  S3Row(
    "cp note.txt copy.txt", "",
    errors: "usage: aws s3 cp <LocalPath> <S3Uri> or <S3Uri> <LocalPath> or <S3Uri> <S3Uri>\n"
      + "Error: Invalid argument type\n", 252),
  S3Row("cp s3://b/x - --dryrun", "(dryrun) download: s3://b/x to -\n"),
  S3Row(
    "cp s3://b -", "",
    errors: "download failed: s3://b/ to - Parameter validation failed:\n"
      + "Invalid length for parameter Key, value: 0, valid min length: 1\n", 1),
  S3Row(
    "cp . s3://b/x", "",
    errors: "upload failed: ./ to s3://b/x [Errno 21] Is a directory: './'\n", 1),
  S3Row("rm s3://b/x", "delete: s3://b/x\n"),
  S3Row("rm s3://b/none", "delete: s3://b/none\n"),
  S3Row("rm s3://b", ""),
  S3Row(
    "rm s3://b/photos --recursive --dryrun",
    "(dryrun) delete: s3://b/photos/a.jpg\n(dryrun) delete: s3://b/photos/b c.txt\n"),
  S3Row(
    "rm x", "", errors: "usage: aws s3 rm <S3Uri>\nError: Invalid argument type\n", 252),
  S3Row("cp note.txt s3://b --dryrun", "(dryrun) upload: ./note.txt to s3://b/note.txt\n"),
  S3Row("mv note.txt s3://b --dryrun", "(dryrun) move: ./note.txt to s3://b/note.txt\n"),
  S3Row(
    "cp note.txt s3://b --dryrun --only-show-errors",
    "(dryrun) upload: ./note.txt to s3://b/note.txt\n"),
  S3Row("cp note.txt s3://b --dryrun --quiet", ""),
  S3Row("cp note.txt s3://b --quiet", ""),
  S3Row("cp note.txt s3://n --quiet", "", 1),
  S3Row("cp note.txt s3://b --only-show-errors", ""),
  S3Row(
    "sync photos s3://b/photos/ --delete --exclude z",
    "upload: photos/a.jpg to s3://b/photos/a.jpg\ndelete: s3://b/photos/b c.txt\n"),
  S3Row("sync none s3://e", "", errors: "The user-provided path none does not exist.\n", 255),
  S3Row(
    "sync . s3://n", "",
    errors: "fatal error: An error occurred (NoSuchBucket) when calling the ListObjectsV2"
      + " operation: \(noBucket)", 1),
  S3Row("cp note.txt s3://b --foo", "", errors: "Unknown options: --foo\n", 252),
  S3Row("cp note.txt s3://b more", "", errors: "Unknown options: more\n", 252),
  S3Row("cp s3://b", "", errors: "the following arguments are required: paths\n", 252),
  S3Row(
    "cp note.txt s3://b --sse foo", "", errors: "argument --sse: Found invalid choice 'foo'\n", 252
  ),
  S3Row(
    "cp note.txt s3://b --exclude", "", errors: "argument --exclude: expected one argument\n", 252),
  S3Row(
    "cp note.txt s3://b --page-size x", "",
    errors: "invalid literal for int() with base 10: 'x'\n", 255),
  S3Row(
    "frob", "", errors: "argument subcommand: Found invalid choice 'frob'\n", 252),
  // The texts of AWS CLI 1.46, with the status that a wrong parameter has in version 2.
  S3Row(
    "cp s3://b/x got --checksum-algorithm CRC32", "",
    errors: "Expected checksum-algorithm parameter to be used with one of following path formats:"
      + " <LocalPath> <S3Uri>, <S3Uri> <S3Uri>. Instead, received <S3Uri> <LocalPath>.\n", 252),
  S3Row(
    "mv s3://b/x s3://e --checksum-mode ENABLED", "",
    errors: "Expected checksum-mode parameter to be used with one of following path formats:"
      + " <S3Uri> <LocalPath>. Instead, received <S3Uri> <S3Uri>.\n", 252),
  S3Row(
    "cp none s3://b --checksum-mode ENABLED", "",
    errors: "Expected checksum-mode parameter to be used with one of following path formats:"
      + " <S3Uri> <LocalPath>. Instead, received <LocalPath> <S3Uri>.\n", 252),
  S3Row(
    "cp note.txt s3://b --checksum-algorithm MD5", "",
    errors: "argument --checksum-algorithm: Found invalid choice 'MD5'\n", 252),
  S3Row("rm s3://b/x --request-payer", "delete: s3://b/x\n"),
  S3Row("ls s3://e --request-payer requester", ""),
  S3Row("cp note.txt s3://b --acl private", "upload: ./note.txt to s3://b/note.txt\n"),
  S3Row(
    "cp note.txt s3://b --acl mine", "", errors: "argument --acl: Found invalid choice 'mine'\n",
    252),
  S3Row(
    "cp note.txt s3://b --grants", "",
    errors: "argument --grants: expected at least one argument\n", 252),
  S3Row(
    "cp --grants read=x note.txt s3://b", "",
    errors: "the following arguments are required: paths\n", 252),
  S3Row(
    "cp note.txt s3://b --grants none", "",
    errors: "fatal error: grants should be of the form permission=principal\n", 1),
  S3Row(
    "cp note.txt s3://b --grants reed=x --dryrun", "",
    errors: "fatal error: permission must be one of: read|readacl|writeacl|full\n", 1),
  // What is read needs no grants.
  S3Row("cp s3://b/x got --grants none --acl private", "download: s3://b/x to ./got\n"),
]
