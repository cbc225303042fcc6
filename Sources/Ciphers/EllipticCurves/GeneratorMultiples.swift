/// The multiples of the generator that `GroupElement.multiple` adds: 1 to 16 times 2^(5i) times it,
/// for every window i.
struct GeneratorMultiples<Element: GroupElement>: Sendable {
  /// The 16 of a window after those of the window before.
  let points: [Element.Addend]

  /// Computes all of them: one addition for each, and one inversion for all.
  init() {
    var points: [Element] = []
    var first = Element.generator
    for _ in 0..<SignedWindow.count(bits: Element.Order.bitCount) {
      var multiple = first
      for _ in 1..<SignedWindow.multiples {
        points.append(multiple)
        multiple = multiple.adding(first)
      }
      points.append(multiple)
      first = multiple.doubled()
    }
    let inverses = Residue.inverses(of: points.map(\.Z))
    self.points = zip(points, inverses).map { $0.addend(inverseZ: $1) }
  }
}
