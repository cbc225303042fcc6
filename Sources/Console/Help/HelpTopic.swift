/// A page about something that is no single command.
struct HelpTopic: Sendable {
  let name: String
  let title: String
  let text: String

  /// All topics in the order in which help lists them.
  static let all: [HelpTopic] = [
    .first, .console, .identifiers, .states, .rotation, .deletion, .context, .envelopeEncryption,
    .ciphertext, .mac, .keyPairs, .signatures, .imports, .keyStores, .multiRegion, .policies,
    .keyPolicy, .grants, .roles, .cloudTrail,
    .atRest, .bucketKeys, .envelope, .versions, .multipart, .customerKeys, .links, .bucketPolicies,
    .lifecycle, .objectLock, .regions, .time, .clients, .editing, .parameters, .blobs, .query,
    .shell, .sessions, .glossary, .differences,
  ]

  private static let first = HelpTopic(
    name: "first-steps", title: "From a new key to its end, and what is lost with it",
    text: """
      KEY=$(aws kms create-key --query KeyMetadata.KeyId --output text)
      aws kms create-alias --alias-name alias/lab-key --target-key-id $KEY
      aws kms enable-key-rotation --key-id $KEY
      aws kms encrypt --key-id alias/lab-key --plaintext aGVsbG8= \\
        --query CiphertextBlob --output text | base64 -d > cipher.bin
      advance 365d
      inspect alias/lab-key
      aws kms decrypt --ciphertext-blob fileb://cipher.bin \\
        --query Plaintext --output text | base64 -d
      echo "Q4 numbers" > report.txt
      aws s3 mb s3://q4-reports
      aws s3 cp report.txt s3://q4-reports/ --sse aws:kms \\
        --sse-kms-key-id alias/lab-key
      inspect s3://q4-reports/report.txt
      aws kms schedule-key-deletion --key-id $KEY
      advance 30d
      aws kms decrypt --ciphertext-blob fileb://cipher.bin
      aws s3 ls s3://q4-reports
      aws s3 cp s3://q4-reports/report.txt copy.txt
      """)

  private static let identifiers = HelpTopic(
    name: "identifiers", title: "Four names for one key",
    text: """
      key id      1234abcd-12ab-34cd-56ef-1234567890ab
      key ARN     arn:aws:kms:us-east-1:111122223333:key/1234abcd-…
      alias       alias/lab-key
      alias ARN   arn:aws:kms:us-east-1:111122223333:alias/lab-key

      Cryptographic operations and describe-key take all four. Management (enable,
      disable, rotation, deletion, policy, tags) takes key id and key ARN only. An
      alias can be moved to another key; an id never. A key of another account is
      named by its ARN.
      """)

  private static let rotation = HelpTopic(
    name: "rotation", title: "What changes when a key rotates, and what does not",
    text: """
      A rotation adds a version of key material. The key's id, ARN, aliases, policy
      and tags stay. New encryptions use the new version; each ciphertext names the
      version that made it, so old ones still open. Nothing is encrypted anew, and a
      leaked data key is not healed by it.

      aws kms enable-key-rotation --key-id KEY-ID     every 365 days (90 to 2560)
      aws kms enable-key-rotation --key-id KEY-ID --rotation-period-in-days 90
      aws kms rotate-key-on-demand --key-id KEY-ID    now; 25 times at most
      aws kms get-key-rotation-status --key-id KEY-ID
      aws kms list-key-rotations --key-id KEY-ID

      A disabled key does not rotate. Enabled again, it rotates at once if its
      material is older than the period. A key that waits for its deletion does not
      rotate either.
      """)

  private static let deletion = HelpTopic(
    name: "deletion", title: "The end of a key",
    text: """
      aws kms schedule-key-deletion --key-id KEY-ID --pending-window-in-days 7
          7 to 30 days; 30 where none is given
      aws kms cancel-key-deletion --key-id KEY-ID
          until the window has passed; then the key is Disabled
      aws kms enable-key --key-id KEY-ID
          and it works again
      aws kms schedule-key-deletion --key-id KEY-ID --preview
          this lab's own: what would be lost, without a call

      While it waits, the key neither encrypts nor decrypts. When the window has
      passed, its material is erased, all versions, and its aliases go with it. Every
      ciphertext that it made is then lost for ever, for AWS too. To find out whether
      a key is still needed, disable it first: that can be taken back at any time.
      """)

  private static let context = HelpTopic(
    name: "encryption-context", title: "Binding a ciphertext to a purpose",
    text: """
      aws kms encrypt --key-id alias/lab-key --plaintext aGVsbG8= \\
        --encryption-context app=photos \\
        --query CiphertextBlob --output text | base64 -d > cipher.bin
      aws kms decrypt --ciphertext-blob fileb://cipher.bin \\
        --encryption-context app=photos

      The same pairs, or nothing: a missing, other or additional pair fails as
      InvalidCiphertextException. The order does not matter, upper and lower case
      does. The context is not inside the ciphertext, and it is no secret: the trail
      shows it.
      """)

  private static let ciphertext = HelpTopic(
    name: "ciphertext", title: "What is inside a ciphertext, byte by byte",
    text: """
      AWS does not publish its format. This lab's follows AWS's published design; n is
      the length of the plaintext:

       0     6   "kmslab"
       6     1   version of the format, 1
       7     1   0: the key id is a UUID, 1: a multi-Region id (mrk-)
       8     6   account of the key, two digits a byte
      14    16   key id
      30    32   id of the version of the key material
      62    16   N, random
      78    12   IV, random
      90     8   first 8 bytes of SHA-256 of bytes 0 to 89
      98     n   ciphertext
      98+n  16   tag

      One-time key = KDF(material, label "kmslab symmetric", context N): SP 800-108 in
      counter mode with HMAC-SHA-256. Ciphertext and tag = AES-256-GCM under it, with
      IV; authenticated data are bytes 0 to 97 and the encryption context: its pairs
      sorted by name, each name and value preceded by its length in four bytes.
      A key outside of AWS (help key-stores) seals ciphertext and tag once more, with
      the same authenticated data: its IV stands at 98, its tag at the end.

      inspect cipher.bin   shows all this for a ciphertext of yours
      """)

  private static let regions = HelpTopic(
    name: "regions", title: "Accounts and Regions",
    text: """
      A key lives in one account and one Region. --region eu-west-1 sends one call
      elsewhere; AWS_REGION=eu-west-1 all that follow; kmslab --region starts there.
      The accounts are 111122223333 (yours) and 444455556666 (as root@444455556666
      calls from there).
      """)

  private static let blobs = HelpTopic(
    name: "blobs", title: "Bytes on the command line",
    text: """
      AWS CLI v2 takes and prints bytes as base64:
        --plaintext aGVsbG8=                    the five bytes of hello
        --plaintext fileb://note.txt            the bytes of a virtual file
        --plaintext hello --cli-binary-format raw-in-base64-out
      echo -n hello | base64                    makes base64
      … --query Plaintext --output text | base64 -d    reads it
      """)

  private static let shell = HelpTopic(
    name: "shell", title: "Quotes, variables, pipes and virtual files",
    text: """
      'as it is'  "with $VAR and $(command)"  \\ at a line's end: it goes on
      NAME=value  NAME=$(command)  $NAME  ${NAME}  $?
      a | b       a > file   a >> file   a < file   a <<EOF    a ; b   a && b   a || b
      # a comment; a leading "$ " as in AWS's documentation is dropped

      Files are virtual: they live in the session. import FILE brings a real one in,
      save NAME --as FILE writes one out. *, ? and [ ] mean themselves.
      """)

  private static let query = HelpTopic(
    name: "query", title: "Picking from an answer: --query and --output",
    text: """
      --query KeyMetadata.KeyId          one member
      --query 'Keys[0].KeyArn'           an element of a list
      --query 'Keys[*].KeyId'            one member of each
      --query 'length(Keys)'             how many
      --query 'Aliases[?AliasName==`alias/lab-key`].TargetKeyId | [0]'
      --query 'KeyMetadata.{id: KeyId, state: KeyState}'
      --output text prints values without quotes, for scripts; also table, yaml, json
      """)

  private static let sessions = HelpTopic(
    name: "saving", title: "Saving, loading, replaying",
    text: """
      save monday.lab.md     every line with its output, readable in any viewer
      load monday.lab.md     runs the lines again: the same world, byte for byte
      kmslab < script        runs a script; --strict stops at the first failure
      kmslab --seed 7        another world; the same seed and lines, the same bytes
      undo, redo, reset      go through what you did, time included
      """)
}
