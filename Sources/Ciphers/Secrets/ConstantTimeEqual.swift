/// Whether two strings are equal, in time that depends on their lengths only, SP 800-38D §7.2.
///
/// Lengths are public: strings of different lengths differ at once.
package func constantTimeEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool {
  guard a.count == b.count else { return false }
  var difference: UInt8 = 0
  for i in a.indices { difference |= a[i] ^ b[i] }
  return difference == 0
}
