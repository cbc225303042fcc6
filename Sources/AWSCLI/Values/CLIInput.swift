import Cloud
import Kernel
import Shell
import Text

extension ParameterReader {
  /// The request that `--cli-input-json` or `--cli-input-yaml` gives; without them an empty one.
  func cliInput(
    _ inputs: [GlobalOptions.Input], _ operation: AnyOperation
  ) throws(CLIError) -> DocumentObject {
    guard let input = inputs.last else { return DocumentObject() }
    guard inputs.count == 1 else {
      throw CLIError(
        .parameter, "Only one --cli-input- parameter may be specified.",
        range: input.argument.range, remark: "--cli-input-json or --cli-input-yaml, but not both")
    }
    let name = input.format.rawValue
    let document = try document(input, operation)
    guard let object = document.members else {
      throw CLIError(
        .parameter,
        "Error parsing parameter '\(name)': Invalid type: expecting map, received"
          + " \(ParameterValidation.pythonType(document))",
        range: input.argument.range, remark: "that is \(input.format.noun), but no object")
    }
    return try blobsDecoded(object, operation, input.argument)
  }

  /// What the text of an input says, the option's own or a virtual file's.
  private func document(
    _ input: GlobalOptions.Input, _ operation: AnyOperation
  ) throws(CLIError) -> Document {
    let text = try text(of: input.argument, input.format.rawValue, operation)
    do {
      switch input.format {
      case .json: return try JSONReader.read(text)
      case .yaml: return try YAMLReader.read(text)
      }
    } catch {
      let noun = input.format.noun
      let name = input.argument.text
      let isFile = files[name] != nil
      throw CLIError(
        .parameter,
        "Error parsing parameter '\(input.format.rawValue.dropFirst(2))': Invalid \(noun)"
          + " received.",
        range: input.argument.range,
        remark: isFile
          ? "\(name) is a file here; file://\(name) reads it"
          : "that is no \(noun): \((error as? YAMLFault)?.inOneLine ?? "\(error)")",
        replacement: isFile ? "file://\(quoted(name))" : nil)
    }
  }

  private func text(
    of argument: Argument, _ option: String, _ operation: AnyOperation
  ) throws(CLIError) -> String {
    guard argument.text.hasPrefix("file://") else { return argument.text }
    let name = String(argument.text.dropFirst(7))
    guard let bytes = content(of: name) else {
      throw CLIError(
        .parameter,
        "Error parsing parameter '\(option)': Unable to load paramfile \(argument.text):"
          + " [Errno 2] No such file or directory: '\(name)'", range: argument.range,
        remark: "no virtual file \(quoted(name))" + VirtualFiles.howToMake(name),
        next: "aws \(operation.service.command) \(operation.commandName)"
          + " --generate-cli-skeleton > \(quoted(name))")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CLIError(
        .parameter, "Error parsing parameter '\(option)': " + ParameterReader.undecodable(name),
        range: argument.range, remark: "that file is no UTF-8 text")
    }
    return text
  }

  /// Texts of blobs as the bytes that they mean.
  private func blobsDecoded(
    _ request: DocumentObject, _ operation: AnyOperation, _ argument: Argument
  ) throws(CLIError) -> DocumentObject {
    var request = request
    for member in operation.members {
      guard [.blob, .stream].contains(member.type), let text = request[member.name]?.text else {
        continue
      }
      request[member.name] = .bytes(
        try binaryFormat.bytes(of: text.utf8, member, argument.range))
    }
    return request
  }
}

extension GlobalOptions.InputFormat {
  /// The notation's name.
  fileprivate var noun: String {
    switch self {
    case .json: "JSON"
    case .yaml: "YAML"
    }
  }
}

extension GlobalOptions.BinaryFormat {
  /// The bytes that a blob's text means.
  func bytes(
    of bytes: some Collection<UInt8>, _ member: MemberDescription, _ range: Range<Int>?
  ) throws(CLIError) -> [UInt8] {
    guard self == .base64 else { return Array(bytes) }
    guard bytes.allSatisfy({ $0 < 0x80 }) else {
      throw CLIError(
        .other, "string argument should contain only ASCII characters", range: range,
        remark: "AWS CLI v2 takes blobs as base64, which has letters, digits, + and /; for plain"
          + " text add --cli-binary-format raw-in-base64-out", next: "help blobs")
    }
    if let bytes = Base64.decodeLeniently(bytes) { return bytes }
    // AWS CLI repeats the text; a secret must not come back in an error, nor bytes on a terminal.
    let text = String(validating: bytes, as: UTF8.self).flatMap { text in
      text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F } ? nil : text
    }
    let shown = member.isSensitive ? nil : text.map { ": \"\($0)\"" }
    throw CLIError(
      .other, "Invalid base64" + (shown ?? " in \(member.option)"), range: range,
      remark: "AWS CLI v2 takes blobs as base64; for plain text add"
        + " --cli-binary-format raw-in-base64-out",
      next: "help blobs")
  }
}
