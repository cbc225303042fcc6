import Cloud
import Kernel
import TestBench
import Testing

/// Each operation's table, by requests that are made from its own description.
@Suite struct CatalogueTests {

  @Test(arguments: Catalogue.operations)
  func `a full request is understood and written again`(operation: AnyOperation) throws {
    let request = Sample.request(of: operation)
    #expect(try operation.roundTrip(request).get() == request)
  }

  @Test(arguments: Catalogue.operations)
  func `a request of the required members alone is enough`(operation: AnyOperation) throws {
    var request = DocumentObject()
    for member in operation.members where member.isRequired {
      request[member.name] = Sample.request(of: operation)[member.name]
    }
    #expect(try operation.roundTrip(.object(request)).get() == .object(request))
  }

  @Test(arguments: Catalogue.operations)
  func `each required member is missed, absent or null`(operation: AnyOperation) throws {
    for member in operation.members where member.isRequired {
      for absent in [nil, Document.null] {
        let request = Sample.request(of: operation, but: member.name, absent)
        let value = member.isSensitive ? "" : " null"
        #expect(
          message(operation, request)
            == "1 validation error detected: Value\(value) at '\(member.wirePathName)' failed to "
            + "satisfy constraint: Member must not be null")
      }
    }
  }

  @Test(arguments: Catalogue.operations)
  func `all missing members are told at once, in the model's order`(operation: AnyOperation) throws
  {
    let missing = operation.members.filter(\.isRequired)
    guard !missing.isEmpty else { return }
    let text = try #require(message(operation, [:]))
    let plural = missing.count == 1 ? "error" : "errors"
    let value = missing[0].isSensitive ? "" : " null"
    #expect(text.hasPrefix("\(missing.count) validation \(plural) detected: Value\(value) at '"))
    #expect(text.components(between: "at '", and: "'") == missing.map(\.wirePathName))
  }

  @Test(arguments: Catalogue.operations)
  func `an unknown member is passed over`(operation: AnyOperation) throws {
    let request = Sample.request(of: operation)
    #expect(
      try operation.roundTrip(Sample.request(of: operation, but: "Unknown", "x")).get() == request)
    #expect(
      try operation.roundTrip(Sample.request(of: operation, but: "keyid", 1)).get() == request)
  }

  @Test(arguments: Catalogue.operations)
  func `a member of another type is told as such`(operation: AnyOperation) throws {
    let name = operation.name
    for member in operation.members {
      for wrong in Sample.wrong(for: member.type) {
        guard
          case .failure(.wrongType(let path, _)) = operation.roundTrip(
            Sample.request(of: operation, but: member.name, wrong))
        else {
          Issue.record("\(name).\(member.name) took \(wrong)")
          continue
        }
        #expect(path.hasPrefix(member.wirePathName))
      }
    }
  }

  @Test(arguments: Catalogue.operations)
  func `a request that is no object is told as such`(operation: AnyOperation) throws {
    let name = operation.name
    for document in [Document.null, 1, "x", [], true] {
      guard case .failure(.wrongType) = operation.roundTrip(document) else {
        Issue.record("\(name) took \(document)")
        continue
      }
    }
  }

  @Test(arguments: Catalogue.operations)
  func `each limit lets in what is just inside and tells what is just outside`(
    operation: AnyOperation
  ) throws {
    let name = operation.name
    for member in operation.members {
      for constraint in member.constraints {
        for probe in Sample.probes(of: constraint, for: member) {
          let request = Sample.request(of: operation, but: member.name, probe.value)
          if let constraint = probe.broken {
            let value = member.isSensitive ? "" : probe.shown.map { " \($0)" } ?? ""
            let text = message(operation, request)
            // One value may break another of the member's limits too: an empty text its pattern.
            #expect(text?.contains(" detected: ") == true)
            #expect(
              text?.contains("Value\(value)") == true
                && text?.contains(
                  " at '\(member.wirePathName)' failed to satisfy constraint: \(constraint)")
                  == true,
              "\(text ?? "taken")")
          } else if member.constraints.allSatisfy({ $0.broken(by: probe.value) == nil }) {
            #expect(try operation.roundTrip(request).get() == request, "\(name).\(member.name)")
          }
        }
      }
    }
  }

  @Test(arguments: Catalogue.operations)
  func `a text outside an enumeration is told with all that are inside`(operation: AnyOperation)
    throws
  {
    for member in operation.members {
      guard case .enumeration(let values, _) = member.type else { continue }
      for value in values {
        let request = Sample.request(of: operation, but: member.name, .string(value))
        #expect(try operation.roundTrip(request).get() == request)
      }
      // S3 checks its texts itself, in its own words.
      guard ![.s3, .s3control].contains(operation.service) else {
        let request = Sample.request(of: operation, but: member.name, "x")
        #expect(try operation.roundTrip(request).get() == request)
        continue
      }
      let texts = values.joined(separator: ", ")
      #expect(
        message(operation, Sample.request(of: operation, but: member.name, "x"))
          == "1 validation error detected: Value 'x' at '\(member.wirePathName)' failed to "
          + "satisfy constraint: Member must satisfy enum value set: [\(texts)]")
    }
  }

  /// Elements that lie deeper: operation, member, its value, path and constraint.
  struct Deep: Sendable {
    let operation, member: String
    let value: Document
    let path, constraint: String
  }

  @Test(arguments: [
    Deep(
      operation: "TagResource", member: "Tags",
      value: [["TagKey": "", "TagValue": "v"]], path: "tags.1.member.tagKey",
      constraint: "Member must have length greater than or equal to 1"),  // a key of nothing
    Deep(
      operation: "TagResource", member: "Tags",
      value: [
        ["TagKey": "a", "TagValue": ""],
        ["TagKey": .string(.init(repeating: "x", count: 129)), "TagValue": ""],
      ],
      path: "tags.2.member.tagKey",
      constraint: "Member must have length less than or equal to 128"),  // the second of a list
    Deep(
      operation: "CreateKey", member: "Tags",
      value: [["TagKey": "a", "TagValue": .string(.init(repeating: "x", count: 257))]],
      path: "tags.1.member.tagValue",
      constraint: "Member must have length less than or equal to 256"),  // a value too long
    Deep(
      operation: "TagResource", member: "Tags", value: [["TagKey": "a"]],
      path: "tags.1.member.tagValue", constraint: "Member must not be null"),  // a value missing
    Deep(
      operation: "UntagResource", member: "TagKeys", value: ["a", ""],
      path: "tagKeys.2.member",
      constraint: "Member must have length greater than or equal to 1"),  // a list of texts
    Deep(
      operation: "Encrypt", member: "GrantTokens", value: ["", "a"], path: "grantTokens.1.member",
      constraint: "Member must have length greater than or equal to 1"),  // an empty token
    Deep(
      operation: "Decrypt", member: "GrantTokens",
      value: [.string(.init(repeating: "x", count: 8193))], path: "grantTokens.1.member",
      constraint: "Member must have length less than or equal to 8192"),  // a token too long
    Deep(
      operation: "Decrypt", member: "DryRunModifiers", value: ["x"],
      path: "dryRunModifiers.1.member",
      constraint: "Member must satisfy enum value set: [IGNORE_CIPHERTEXT]"),  // another modifier
    Deep(
      operation: "GenerateRandom", member: "Recipient", value: ["KeyEncryptionAlgorithm": "x"],
      path: "recipient.keyEncryptionAlgorithm",
      constraint: "Member must satisfy enum value set: [RSAES_OAEP_SHA_256]"),  // in a structure
  ])
  func `a limit of an element is told with the element's place`(row: Deep) throws {
    let operation = try #require(Catalogue.operation(row.operation))
    let text = message(operation, Sample.request(of: operation, but: row.member, row.value))
    #expect(text?.hasPrefix("1 validation error detected: Value") == true)
    #expect(
      text?.hasSuffix(" at '\(row.path)' failed to satisfy constraint: \(row.constraint)") == true,
      "\(text ?? "taken")")
  }

  @Test(arguments: [
    ("ListKeys", "list-keys"),  // two words
    ("ReEncrypt", "re-encrypt"),  // as AWS CLI splits it
    ("GenerateDataKeyWithoutPlaintext", "generate-data-key-without-plaintext"),  // many
    ("RotateKeyOnDemand", "rotate-key-on-demand"),  // short ones
  ])
  func `a command is the operation's name in kebab case`(name: String, command: String) {
    #expect(Catalogue.operation(name)?.commandName == command)
    #expect(Catalogue.operation(.kms, command: command)?.name == name)
  }

  @Test func `operations stand in the order of their names and have distinct commands`() {
    let names = Catalogue.operations(of: .kms).map(\.name)
    #expect(names == names.sorted())
    let commands = Catalogue.operations.map { "\($0.service.command) \($0.commandName)" }
    #expect(Set(commands).count == Catalogue.operations.count)
  }

  private func message(_ operation: AnyOperation, _ request: Document) -> String? {
    if case .failure(let invalid) = operation.roundTrip(request) { invalid.message } else { nil }
  }
}

extension String {
  /// The texts that stand between two marks.
  fileprivate func components(between start: String, and end: String) -> [String] {
    var result: [String] = []
    var rest = self[...]
    while let range = rest.firstRange(of: start) {
      rest = rest[range.upperBound...]
      guard let stop = rest.firstRange(of: end) else { break }
      result.append(String(rest[..<stop.lowerBound]))
      rest = rest[stop.upperBound...]
    }
    return result
  }
}
