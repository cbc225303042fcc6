/// A reader that must survive every input, and what must hold of whatever it reads.
package struct FuzzTarget: Sendable {
  /// Its name on the command line.
  package let name: String
  /// Of so many inputs asked for, it takes one: a costly target takes fewer.
  package let share: Int
  private let make: @Sendable (inout Dice) -> [UInt8]
  private let check: @Sendable ([UInt8]) -> String?

  /// Describes a target by how inputs are made and what is wrong with one; `nil` where nothing is.
  package init(
    _ name: String, share: Int = 1, make: @escaping @Sendable (inout Dice) -> [UInt8],
    check: @escaping @Sendable ([UInt8]) -> String?
  ) {
    self.name = name
    self.share = share
    self.make = make
    self.check = check
  }

  /// A target of texts.
  init(
    _ name: String, share: Int = 1, text: @escaping @Sendable (inout Dice) -> [UInt8],
    checkText: @escaping @Sendable (String) -> String?
  ) {
    self.init(name, share: share, make: text) { checkText(String(decoding: $0, as: UTF8.self)) }
  }

  /// The input of a number, always the same.
  package func input(_ number: Int) -> [UInt8] {
    // Neighbouring numbers are far apart in the sequence of the dice.
    var dice = Dice(seed: UInt64(number) &* 0xD6E8_FEB8_6659_FD93 &+ UInt64(name.utf8.count))
    return make(&dice)
  }

  /// What is wrong with what was made of an input; `nil` where nothing is.
  package func complaint(_ input: [UInt8]) -> String? { check(input) }

  /// All targets, and one that fails on purpose.
  package static let all: [FuzzTarget] = [
    .shell, .binder, .json, .yaml, .jmesPath, .policies, .labs, .typing, .sessions, .strangersLabs,
    .handIns, .limits, .wire, .signatures, .der,
  ]

  /// The target of a name.
  package static func named(_ name: String) -> FuzzTarget? {
    (all + [planted]).first { $0.name == name }
  }

  /// Crashes, hangs and complains, to show that each is found.
  private static let planted = FuzzTarget("planted") { dice in
    dice.some(upTo: 12) { UInt8(97 + $0.below(24)) }
  } check: { input in
    if input.contains(UInt8(ascii: "h")) { while true {} }
    precondition(!input.contains(UInt8(ascii: "c")), "planted")
    return input.contains(UInt8(ascii: "w")) ? "a w is in it" : nil
  }
}
