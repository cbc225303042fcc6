import AWSCLI
import Access
import Cloud
import Kernel
import Sessions
import Shell
import Text
import Wire

extension CallLine {
  /// Reads the words behind `call`; the line brings in what they name.
  init(_ arguments: ToolArguments, in session: inout Session) throws(Fault) {
    try arguments.refuseWords(after: 3, of: LabCommand.call.name)
    let operation = try CallLine.operation(arguments.operands)
    var members = try session.members(of: operation, arguments.operands.dropFirst(2).first)
    if let secrets = arguments.option("--secrets") {
      let text = try session.given(secrets.value, at: secrets.range)
      for secret in try CallLine.members(of: operation, text, secrets.range).entries {
        members[secret.name] = secret.value
      }
    }
    if let body = arguments.option("--body") {
      guard let content = operation.content else {
        throw Fault(
          "\(operation.commandName) sends no bytes of an object", range: body.range,
          next: CallLine.next(operation))
      }
      members[content] = .bytes(try session.given(body.value, at: body.range))
    }
    self.init(operation, members, try session.call(operation.service, arguments))
  }

  private static func operation(_ words: [Argument]) throws(Fault) -> AnyOperation {
    guard let word = words.first else {
      throw Fault("call needs a service and an operation", next: "call kms list-keys")
    }
    guard let service = Service(command: word.text) else {
      let names = Service.allCases.map(\.command)
      throw Fault(
        "there is no service \(quoted(word.text)); there are \(names.joined(separator: ", "))",
        range: word.range, next: "call kms list-keys")
    }
    let names = Catalogue.operations(of: service).map(\.commandName)
    guard words.count > 1 else {
      throw Fault("call needs an operation too", next: "call \(service.command) \(names[0])")
    }
    guard let operation = Catalogue.operation(service, command: words[1].text) else {
      let near = nearest(to: words[1].text, among: names) ?? names[0]
      throw Fault(
        "\(service.command) has no operation \(quoted(words[1].text)) here",
        range: words[1].range, next: "call \(service.command) \(near)")
    }
    return operation
  }

  /// The beginning of a line that may be right.
  fileprivate static func next(_ operation: AnyOperation) -> String {
    "aws \(operation.service.command) \(operation.commandName) help"
  }
}

extension Session {
  /// Bytes that a word of `call` names: a virtual file, or what came over the wire.
  fileprivate mutating func given(
    _ name: String, at range: Range<Int>?
  ) throws(Fault) -> [UInt8] {
    guard let part = WirePart(name: name) else { return try content(of: name, at: range) }
    do throws(HostFailure) {
      return try bringIn(part)
    } catch {
      throw Fault(
        "\(quoted(name)) came over the wire, and is not here: \(error.reason)", range: range,
        next: "help call", status: 1)
    }
  }

  /// The members that a request in JSON says.
  fileprivate mutating func members(
    of operation: AnyOperation, _ word: Argument?
  ) throws(Fault) -> DocumentObject {
    guard let word else { return DocumentObject() }
    let text =
      word.text.hasPrefix(ParameterPrefix.file)
      ? try given(String(word.text.dropFirst(ParameterPrefix.file.count)), at: word.range)
      : Array(word.text.utf8)
    return try CallLine.members(of: operation, text, word.range)
  }

  /// Who calls, and from where, as options tell it; the profile tells the rest.
  fileprivate func call(
    _ service: Service, _ arguments: ToolArguments
  ) throws(Fault) -> Call {
    let origin = Origin(
      address: arguments.value("--from") ?? Origin.learner.address,
      agent: arguments.value("--agent") ?? Origin.learner.agent,
      isSecure: !arguments.has("--no-tls"), accessKeyID: arguments.value("--access-key"),
      referer: arguments.value("--referer"), contentHash: arguments.value("--content-sha256"))
    let asked = try region(arguments.option("--region"))
    return Call(
      principal: try principal(arguments.option("--as")),
      region: service.onlyRegion ?? asked, origin: origin,
      authentication: try CallLine.authentication(arguments))
  }

  private func principal(_ option: ToolArguments.Option?) throws(Fault) -> Principal {
    guard let option else { return present.profile.principal }
    let name = option.value
    let user = Principal.user(configuration.account, name: name)
    if world.environment.identities.contains(user) { return user }
    if let principal = Principal(word: name) ?? present.caller(named: name) { return principal }
    throw Fault(
      "there is nobody called \(quoted(name)); there are "
        + present.callerNames.joined(separator: ", "),
      range: option.range, next: "help as")
  }

  private func region(_ option: ToolArguments.Option?) throws(Fault) -> Region {
    guard let option else { return present.region }
    guard let region = Region(option.value) else {
      throw Fault("\(quoted(option.value)) is no Region", range: option.range, next: "help call")
    }
    return region
  }
}

extension CallLine {
  /// The members that JSON names.
  fileprivate static func members(
    of operation: AnyOperation, _ text: [UInt8], _ range: Range<Int>?
  ) throws(Fault) -> DocumentObject {
    let document: Document
    do throws(JSONError) {
      document = try JSONReader.read(text)
    } catch {
      throw Fault("the request is no JSON: \(error)", range: range, next: "help call")
    }
    guard let object = document.members else {
      throw Fault("the request is no JSON object", range: range, next: "help call")
    }
    let names = operation.members.map(\.name)
    if let stranger = object.names.first(where: { !names.contains($0) }) {
      let near = nearest(to: stranger, among: names)
      throw Fault(
        "\(operation.name) has no member \(quoted(stranger))"
          + (near.map { "; the nearest is \($0)" } ?? ""),
        range: range, next: CallLine.next(operation))
    }
    return JSONProtocol.members(object, of: operation)
  }

  fileprivate static func authentication(
    _ arguments: ToolArguments
  ) throws(Fault) -> Call.Authentication {
    let old = arguments.option("--signature-v2")
    let version = old == nil ? Call.SignatureVersion.four : .two
    switch (arguments.option("--link"), arguments.option("--form")) {
    case (nil, nil):
      if let old {
        throw Fault(
          "only links and forms have signatures of version 2", range: old.range, next: "help call")
      }
      return .headers
    case (let link?, nil): return .link(age: try seconds(link), version: version)
    case (nil, let form?): return .form(age: try seconds(form), version: version)
    case (_?, let form?):
      throw Fault(
        "a call comes by a link or by a form", range: form.range, next: "help call")
    }
  }

  private static func seconds(_ option: ToolArguments.Option) throws(Fault) -> Int {
    guard let seconds = Int(option.value), seconds >= 0 else {
      throw Fault(
        "\(option.name) takes the age of its signature in seconds", range: option.range,
        next: "help call")
    }
    return seconds
  }
}

extension ToolArguments {
  /// An option, the last one if it was given twice.
  fileprivate func option(_ name: String) -> Option? { options.last { $0.name == name } }
}
