import Testing

/// A refusal of AWS CLI 2.36: the command line, how it is laid out, and its words.
struct CLIErrorRow: Sendable, CustomTestStringConvertible {
  /// Where the usage stands, and whether a code does.
  enum Form: Sendable { case usage, unknownOptions, parameter, other }

  let line: String
  let form: Form
  let message: String
  var testDescription: String { line }

  init(_ line: String, _ form: Form, _ message: String) {
    (self.line, self.form, self.message) = (line, form, message)
  }

  /// What standard error gets.
  var text: String {
    let occurred = "An error occurred (ParamValidation): "
    return switch form {
    case .usage: "\naws: [ERROR]: \(occurred)\(message)\n\n\(CLIErrorRow.usage)"
    case .unknownOptions: "\n\(CLIErrorRow.usage)\n\naws: [ERROR]: \(message)\n"
    case .parameter: "\naws: [ERROR]: \(occurred)\(message)\n"
    case .other: "\naws: [ERROR]: \(message)\n"
    }
  }

  private static let usage = """
    usage: aws [options] <command> <subcommand> [<subcommand> ...] [parameters]
    To see help text, you can run:

      aws help
      aws <command> help
      aws <command> <subcommand> help

    """
}

/// What version 2.36 was seen to print where version 1 prints something else.
let cliErrors: [CLIErrorRow] = [
  CLIErrorRow(
    #"kms foo"#, .usage,
    #"""
    argument operation: Found invalid choice 'foo'
    """#),
  CLIErrorRow(
    #"kms describe-key"#, .usage,
    #"""
    the following arguments are required: --key-id
    """#),
  CLIErrorRow(
    #"kms list-keys --foo"#, .unknownOptions,
    #"""
    Unknown options: --foo
    """#),
  CLIErrorRow(
    #"kms list-keys --foo bar"#, .unknownOptions,
    #"""
    Unknown options: --foo, bar
    """#),
  CLIErrorRow(
    #"kms list-keys --no-cli-error-format"#, .unknownOptions,
    #"""
    Unknown options: --no-cli-error-format
    """#),
  CLIErrorRow(
    #"s3 cp a s3://b/c --foo bar"#, .parameter,
    #"""
    Unknown options: --foo,bar
    """#),
  CLIErrorRow(
    #"configure list x"#, .parameter,
    #"""
    Unknown options: x
    """#),
  CLIErrorRow(
    #"s3"#, .parameter,
    #"""
    usage: aws [options] s3 <subcommand> [parameters]
    aws: [ERROR]: too few arguments
    """#),
  CLIErrorRow(
    #"--foo"#, .usage,
    #"""
    the following arguments are required: command
    """#),
  CLIErrorRow(
    #"s3api get-object"#, .usage,
    #"""
    the following arguments are required: --bucket, --key, outfile
    """#),
  CLIErrorRow(
    #"s3api get-object --bucket b"#, .usage,
    #"""
    the following arguments are required: --key, outfile
    """#),
  CLIErrorRow(
    #"s3 rm"#, .usage,
    #"""
    the following arguments are required: paths
    """#),
  CLIErrorRow(
    #"s3 mb"#, .usage,
    #"""
    the following arguments are required: path
    """#),
  CLIErrorRow(
    #"s3 cp a s3://b/c --sse aws:kms:dsse"#, .usage,
    #"""
    argument --sse: Found invalid choice 'aws:kms:dsse'
    """#),
  CLIErrorRow(
    #"s3api put-object --bucket b --key k --content-length x"#, .usage,
    #"""
    argument --content-length: invalid int value: 'x'
    """#),
  CLIErrorRow(
    #"s3api put-object --bucket b --key k --checksum-algorithm FOO"#, .other,
    #"""
    Unsupported checksum algorithm: foo
    """#),
  CLIErrorRow(
    #"kms decrypt --ciphertext-blob hello"#, .other,
    #"""
    Invalid base64: "hello"
    """#),
  CLIErrorRow(
    #"kms encrypt --key-id a --plaintext é"#, .other,
    #"""
    string argument should contain only ASCII characters
    """#),
  CLIErrorRow(
    #"kms list-keys --cli-input-json '{'"#, .parameter,
    #"""
    Error parsing parameter 'cli-input-json': Invalid JSON received.
    """#),
  CLIErrorRow(
    #"kms list-keys --cli-input-yaml '['"#, .parameter,
    #"""
    Error parsing parameter 'cli-input-yaml': Invalid YAML received.
    """#),
  CLIErrorRow(
    #"kms tag-resource --key-id a --tags foo"#, .parameter,
    #"""
    Error parsing parameter '--tags': Expected: '=', received: 'EOF' for input:
     foo
        ^
    """#),
  CLIErrorRow(
    #"kms encrypt --key-id a --plaintext YQ== --encryption-context '[a=b]'"#, .parameter,
    #"""
    Error parsing parameter '--encryption-context': Invalid JSON:
    [a=b]
    """#),
  CLIErrorRow(
    #"kms encrypt --key-id a --plaintext YQ== --grant-tokens ''"#, .parameter,
    #"""
    Parameter validation failed:
    Invalid length for parameter GrantTokens[0], value: 0, valid min length: 1
    """#),
  CLIErrorRow(
    #"kms describe-key --key-id fileb://bin"#, .parameter,
    #"""
    Parameter validation failed:
    Invalid type for parameter KeyId, value: b'\xe9', type: <class 'bytes'>, valid types: \#
    <class 'str'>
    """#),
  CLIErrorRow(
    #"kms describe-key --key-id file://bin"#, .parameter,
    #"""
    Error parsing parameter '--key-id': Unable to load paramfile (bin), text contents could \#
    not be decoded.  If this is a binary file, please use the fileb:// prefix instead of \#
    the file:// prefix.
    """#),
  CLIErrorRow(
    #"kms list-keys --cli-input-json file://bin"#, .parameter,
    #"""
    Error parsing parameter '--cli-input-json': Unable to load paramfile (bin), text \#
    contents could not be decoded.  If this is a binary file, please use the fileb:// \#
    prefix instead of the file:// prefix.
    """#),
  CLIErrorRow(
    #"kms list-keys --starting-token eyJ4IjogMX0="#, .parameter,
    #"""
    Parameter validation failed:
    Unknown parameter in input: "x", must be one of: Limit, Marker
    """#),
  CLIErrorRow(
    #"kms list-keys --query '`[[1],[2,3]]`' --output table"#, .other,
    #"""
    Row should have 1 elements, instead it has 2
    """#),
  CLIErrorRow(
    #"kms list-keys --query '`[{"a":1},2]`' --output text"#, .other,
    #"""
    'int' object has no attribute 'items'
    """#),
  CLIErrorRow(
    #"kms list-keys --query '&a'"#, .other,
    #"""
    Circular reference detected
    """#),
]
