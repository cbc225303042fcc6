import Kernel
import Sessions
import Shell

extension LabCommand {
  /// Makes a call as a client did.
  static let call = LabCommand(
    OwnLine.call, "makes one call as a client makes it over the wire",
    operands: "SERVICE OPERATION [REQUEST]",
    options: [
      ToolOption("--body", value: "FILE", summary: "the bytes of an object or a part"),
      ToolOption("--secrets", value: "FILE", summary: "members that are secrets, in JSON"),
      ToolOption("--as", value: "NAME", summary: "who calls: a name of as, or an ARN"),
      ToolOption("--region", value: "REGION", summary: "where"),
      ToolOption("--access-key", value: "ID", summary: "the access key that signed"),
      ToolOption("--from", value: "ADDRESS", summary: "aws:SourceIp"),
      ToolOption("--agent", value: "TEXT", summary: "what the program calls itself"),
      ToolOption("--referer", value: "TEXT", summary: "aws:Referer"),
      ToolOption("--content-sha256", value: "TEXT", summary: "s3:x-amz-content-sha256"),
      ToolOption("--no-tls", summary: "without TLS: aws:SecureTransport is false"),
      ToolOption("--link", value: "SECONDS", summary: "by a link that was signed so long ago"),
      ToolOption("--form", value: "SECONDS", summary: "by a form that was signed so long ago"),
      ToolOption("--signature-v2", summary: "the link or form has a signature of version 2"),
    ],
    details: """
      kmslab serve --session NAME keeps each call of a client as such a line, so that
      the session can be run again. aws makes the same calls, and is easier to type.

        call kms describe-key '{"KeyId":"alias/app"}' --as bob --from 10.0.0.7

      REQUEST is JSON, as a client of AWS sends it: bytes are base64, moments seconds.
      file://NAME reads it from a virtual file. What a client sent and may not be
      shown, such as a plaintext or a customer's key, is kept beside the line, to run
      it again. Of an answer no bytes are printed and no secrets; --output json prints
      all of it.
      """
  ) { session, arguments, _ throws(Fault) in
    let line = try CallLine(arguments, in: &session)
    let answer = session.make(line)
    return LabAnswer(lines: [answer.text], document: answer.document, status: answer.status)
  }
}
