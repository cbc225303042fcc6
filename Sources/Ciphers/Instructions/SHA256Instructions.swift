// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of FIPS 180-4.

/// SHA-256 by a processor's instructions; constant-time.
package protocol SHA256Instructions: AnyObject, Sendable {
  /// The compression function of FIPS 180-4 §6.2.2 for all blocks of `M`, whose length is a
  /// multiple of 64 bytes.
  func compress(_ M: Span<UInt8>, _ H: inout InlineArray<8, UInt32>)
}
