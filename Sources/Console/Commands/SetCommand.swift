import AWSCLI
import Access
import Cloud
import KMS
import Kernel
import S3
import Sessions
import Shell
import Text

extension LabCommand {
  /// Switches AWS's delays, limits of rate and failures on and off.
  static let set = LabCommand(
    "set", "switches AWS's delays, request rates and failures on and off",
    operands: "[SETTING VALUE]",
    options: [
      ToolOption("--rate", value: "PERCENT", summary: "how many calls fail, 100% without it"),
      ToolOption("--operation", value: "NAME", summary: "the one operation that fails"),
      ToolOption("--seed", value: "NUMBER", summary: "which calls fail; 0 without it"),
    ],
    details: """
      set                           shows what is set
      set consistency realistic     a grant is in force after 5 minutes, by its
                                    token at once; replicas are Creating for a minute,
                                    and both keys Updating after update-primary-region
      set consistency immediate     all at once, as in the beginning
      set throttling on             KMS's request rates, per second of the simulated
                                    clock; advance 1s for the next second; for
                                    GetParametersForImport 4 s, for data key pairs of
                                    RSA_3072 2 s, of RSA_4096 10 s
      set fault KMSInternalException --rate 30% --operation Decrypt
                                    30 of 100 calls of Decrypt fail, always the same
                                    ones: they depend on --seed and the call's number
      set fault off
      set cloudhsm one-hsm          the clusters of CloudHSM key stores: ready,
                                    one-hsm, no-hsm, inactive, deleted, locked-out,
                                    no-user, logged-in
      set xks-proxy slow            the proxy of external key stores: ok, slow,
                                    refuse, unreachable, nonsense, bad-tls
      set xks-proxy forget          the key manager behind it loses all keys that
                                    KMS has used, for ever: help key-stores
      set quiet on                  no sign at a terminal for a call that worked and
                                    that AWS answers with nothing
      set review off                a start asks nothing of what you learned before;
                                    in all sessions, until set review on

      Faults: KMSInternalException, DependencyTimeoutException, ThrottlingException.
      The switches are part of the world: undo takes them back, and a session that is
      replayed gives the same bytes. No call is retried; AWS CLI itself would try a
      failed call twice more. The rates are AWS's documented ones, or near them.

      set -e, set -o pipefail and the like, as scripts have them, change nothing
      here: kmslab --strict stops a script at the first failure.
      """
  ) { session, arguments, _ throws(Fault) in
    try arguments.refuseWords(after: 2, of: "set")
    var settings = session.world.environment.settings
    if let name = arguments.operands.first {
      guard arguments.operands.count == 2 else {
        throw Fault("set \(name.text) needs a value", range: name.range, next: "help set")
      }
      switch name.text {
      case "quiet": session.isQuiet = try arguments.operands[1].isOn(as: "quiet")
      case "review": session.note(.review(isOn: try arguments.operands[1].isOn(as: "review")))
      case "cloudhsm", "xks-proxy":
        try session.setKeepers(name, arguments.operands[1])
        session.noteChange()
      default: try settings.set(name, arguments.operands[1], arguments)
      }
    } else if !arguments.options.filter({ $0.name != "--output" }).isEmpty {
      throw Fault(
        "--rate, --operation and --seed belong to set fault",
        next: "set fault KMSInternalException --rate 30%")
    }
    if settings != session.world.environment.settings { session.noteChange() }
    session.present.world.environment.settings = settings
    return settings.answer(in: session)
  }
}

extension Session {
  /// Changes the condition of what keeps keys outside of KMS, or lets it forget them.
  fileprivate mutating func setKeepers(_ name: Argument, _ value: Argument) throws(Fault) {
    var kms = present.world.storage.kms
    if name.text == "xks-proxy", value.text == "forget" {
      kms.forgetExternalKeys()
    } else {
      var keepers = kms.keepers
      _ = try keepers.set(name, value)
      kms.changeKeepers { $0 = keepers }
    }
    present.world.storage.kms = kms
  }
}

extension Settings {
  fileprivate mutating func set(
    _ name: Argument, _ value: Argument, _ arguments: ToolArguments
  ) throws(Fault) {
    switch name.text {
    case "consistency":
      guard let consistency = Consistency(rawValue: value.text) else {
        throw Fault(
          "consistency is immediate or realistic, not \(quoted(value.text))", range: value.range,
          next: "set consistency realistic")
      }
      self.consistency = consistency
    case "throttling":
      isThrottling = try value.isOn(as: "throttling")
    case "fault": fault = value.text == "off" ? nil : try InjectedFault.described(value, arguments)
    default:
      throw Fault(
        "there is no setting \(quoted(name.text)); there are consistency, throttling, fault,"
          + " cloudhsm, xks-proxy, quiet and review",
        range: name.range, next: "help set")
    }
  }

  /// What is set, for a learner and as data.
  fileprivate func answer(in session: Session) -> LabAnswer {
    var line = "fault        off"
    var document: DocumentObject = [
      "Consistency": .string(consistency.rawValue), "Throttling": .bool(isThrottling),
    ]
    if session.isQuiet { document["Quiet"] = true }
    let isReviewOff = session.companion?.record.isReviewOn == false
    if isReviewOff { document["Review"] = false }
    let keepers = session.world.storage.kms.keepers.settings
    for keeper in keepers { document[keeper.member] = .string(keeper.value) }
    if let fault {
      line =
        "fault        \(fault.code) for \(fault.percent)% of "
        + (fault.operation.map { "the calls of \($0)" } ?? "all calls of KMS")
        + ", seed \(fault.seed)"
      document["Fault"] = [
        "Code": .string(fault.code), "Percent": .integer(fault.percent),
        "Operation": .string(fault.operation ?? "*"), "Seed": .string("\(fault.seed)"),
      ]
    }
    return LabAnswer(
      lines: [
        "consistency  \(consistency.rawValue)", "throttling   \(isThrottling ? "on" : "off")", line,
      ] + keepers.map { $0.name.padded(13) + $0.value }
        + (session.isQuiet ? ["quiet        on"] : [])
        + (isReviewOff ? ["review       off"] : []), document: .object(document))
  }
}

extension Argument {
  /// The value of a switch.
  fileprivate func isOn(as name: String) throws(Fault) -> Bool {
    guard ["on", "off"].contains(text) else {
      throw Fault(
        "\(name) is on or off, not \(quoted(text))", range: range, next: "set \(name) on")
    }
    return text == "on"
  }
}

extension InjectedFault {
  fileprivate static func described(
    _ code: Argument, _ arguments: ToolArguments
  ) throws(Fault) -> InjectedFault {
    let codes = KMSFailure.injectable.map(\.code)
    guard codes.contains(code.text) else {
      throw Fault(
        "\(quoted(code.text)) cannot be injected; \(codes.joined(separator: ", ")) can",
        range: code.range, next: "set fault KMSInternalException --rate 30%")
    }
    var percent = 100
    if let text = arguments.value("--rate") {
      let digits = text.hasSuffix("%") ? text.dropLast() : text[...]
      guard let number = Int(digits), (1...100).contains(number) else {
        throw Fault("--rate takes 1% to 100%, not \(quoted(text))", next: "help set")
      }
      percent = number
    }
    var operation: String?
    if let text = arguments.value("--operation") {
      operation =
        Catalogue.operations(of: .kms)
        .first { $0.name == text || $0.commandName == text }?.name
      guard operation != nil else {
        throw Fault("KMS has no operation \(quoted(text))", next: "help kms")
      }
    }
    var seed: UInt64 = 0
    if let text = arguments.value("--seed") {
      guard let number = UInt64(text) else {
        throw Fault("--seed takes a number from 0 on, not \(quoted(text))", next: "help set")
      }
      seed = number
    }
    return InjectedFault(code: code.text, operation: operation, percent: percent, seed: seed)
  }
}
