/// Draws from a seed: SplitMix64, the same numbers on every machine.
package struct Dice: RandomNumberGenerator {
  private var state: UInt64

  /// Makes dice; another seed throws other numbers.
  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  /// A number from 0 up to a limit.
  package mutating func below(_ limit: Int) -> Int { Int(next() >> 1) % limit }

  /// Whether something happens that happens once in so many times.
  package mutating func once(in count: Int) -> Bool { below(count) == 0 }

  /// One of several.
  package mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices[below(choices.count)]
  }

  /// Up to so many values.
  package mutating func some<Element>(
    upTo count: Int, _ make: (inout Dice) -> Element
  ) -> [Element] {
    (0..<below(count + 1)).map { _ in make(&self) }
  }
}
