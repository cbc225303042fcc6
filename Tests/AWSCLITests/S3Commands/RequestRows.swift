import Kernel

/// One command on `FakeS3.filled`, and the members of its request beside bucket, key and body.
struct RequestRow: Sendable {
  let line: String
  let members: DocumentObject

  init(_ line: String, _ members: DocumentObject) {
    self.line = line
    self.members = members
  }
}

/// What the options of AWS CLI become.
let requestRows: [RequestRow] = [
  RequestRow("cp note.txt s3://b/n", ["ContentType": "text/plain"]),
  RequestRow("cp photos/z s3://b/n", [:]), RequestRow("cp - s3://b/n.txt", [:]),
  RequestRow("cp note.txt s3://b/n --no-guess-mime-type", [:]),
  RequestRow("cp note.txt s3://b/n --content-type a/b", ["ContentType": "a/b"]),
  RequestRow(
    "cp photos/z s3://b/n --sse --storage-class STANDARD",
    ["ServerSideEncryption": "AES256", "StorageClass": "STANDARD"]
  ),
  RequestRow("cp photos/z s3://b/n --acl log-delivery-write", ["ACL": "log-delivery-write"]),
  RequestRow("cp photos/z s3://b/n --grants=read=id=a", ["GrantRead": "id=a"]),
  RequestRow(
    "cp photos/z s3://b/n --grants read=uri=http://x full=id=a readacl=b writeacl=c",
    [
      "GrantRead": "uri=http://x", "GrantFullControl": "id=a", "GrantReadACP": "b",
      "GrantWriteACP": "c",
    ]
  ),
  // As AWS CLI 2.9.19 sent it to a stub.
  RequestRow(
    "cp photos/z s3://b/n --sse-c --sse-c-key 0123456789abcdef0123456789abcdef",
    [
      "SSECustomerAlgorithm": "AES256",
      "SSECustomerKey": "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
      "SSECustomerKeyMD5": "hRasmdxgYDKV3nvbahU1MA==",
    ]
  ),
  RequestRow(
    "cp photos/z s3://b/n --sse=aws:kms --sse-kms-key-id k --metadata-directive COPY",
    ["ServerSideEncryption": "aws:kms", "SSEKMSKeyId": "k"]
  ),
  RequestRow(
    "cp photos/z s3://b/n --metadata a=b,c=d --sse aws:kms",
    ["Metadata": ["a": "b", "c": "d"], "ServerSideEncryption": "aws:kms"]
  ),
  RequestRow(#"cp photos/z s3://b/n --metadata {"a":"b"}"#, ["Metadata": ["a": "b"]]),
  RequestRow("cp photos/z s3://b/n --metadata file://m", ["Metadata": ["e": "f"]]),
  RequestRow(
    "cp photos/z s3://b/n --cache-control a --content-disposition b --content-encoding c",
    ["CacheControl": "a", "ContentDisposition": "b", "ContentEncoding": "c"]
  ),
  RequestRow(
    "cp photos/z s3://b/n --content-language d --expires 2026-01-01",
    [
      "ContentLanguage": "d",
      "Expires": .timestamp(Timestamp(secondsSinceEpoch: 1_767_225_600)),
    ]
  ),
  RequestRow(
    "cp photos/z s3://b/n --checksum-algorithm SHA256", ["ChecksumAlgorithm": "SHA256"]
  ),
  RequestRow(
    "cp s3://b/x s3://b/n --checksum-algorithm CRC32",
    ["CopySource": "b/x", "ChecksumAlgorithm": "CRC32"]
  ),
  RequestRow("cp s3://b/x f --checksum-mode ENABLED", ["ChecksumMode": "ENABLED"]),
  RequestRow("sync s3://b . --checksum-mode ENABLED", ["ChecksumMode": "ENABLED"]),
  RequestRow("cp s3://b/photos/a.jpg s3://b/n", ["CopySource": "b/photos/a.jpg"]),
  RequestRow("cp s3://b/photos/b_c.txt s3://b/n", ["CopySource": "b/photos/b%20c.txt"]),
  RequestRow(
    "cp s3://b/photos/a.jpg s3://b/n --metadata a=b",
    [
      "CopySource": "b/photos/a.jpg", "Metadata": ["a": "b"], "MetadataDirective": "REPLACE",
      "ContentType": "image/jpeg",
    ]
  ),
  RequestRow(
    "cp s3://b/x s3://b/n --metadata a=b --metadata-directive COPY --copy-props none",
    ["CopySource": "b/x", "Metadata": ["a": "b"], "MetadataDirective": "COPY"]
  ),
  RequestRow(
    "cp s3://b/x s3://b/n --copy-props none",
    ["CopySource": "b/x", "TaggingDirective": "REPLACE", "MetadataDirective": "REPLACE"]
  ),
  RequestRow(
    "cp s3://b/x s3://b/n --copy-props metadata-directive",
    ["CopySource": "b/x", "TaggingDirective": "REPLACE"]
  ),
]
