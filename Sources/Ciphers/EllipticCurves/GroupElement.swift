// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of SP 800-186.

/// What one of two can be chosen of, or its negative, by a secret, in constant time.
protocol Choosable: BitwiseCopyable, Sendable {
  /// `other` where the mask is all ones, self where it is zero.
  func replaced(by other: Self, where mask: UInt64) -> Self
  /// The negative where the mask is all ones, self where it is zero.
  func negated(where mask: UInt64) -> Self
}

/// A point of a curve: an element of a group which is multiplied by numbers.
///
/// Its sums hold for all points; constant-time.
protocol GroupElement: Choosable {
  /// The order of the generator.
  associatedtype Order: Modulus
  /// The modulus of the coordinates.
  associatedtype Field: Modulus
  /// How multiples of the generator are kept: points but the identity, ready to be added.
  associatedtype Addend: Choosable
  /// The neutral element of addition.
  static var identity: Self { get }
  /// The generator, whose multiples are kept.
  static var generator: Self { get }
  /// The multiples of the generator.
  static var multiples: GeneratorMultiples<Self> { get }
  /// The sum.
  func adding(_ other: Self) -> Self
  /// The sum with a point that is not the identity.
  func adding(_ other: Addend) -> Self
  /// The sum with itself.
  func doubled() -> Self
  /// The common denominator of the coordinates, to be inverted.
  var Z: Residue<Field> { get }
  /// This point, which is not the identity, with a denominator of 1, given the inverse of Z.
  func addend(inverseZ: Residue<Field>) -> Addend
}
