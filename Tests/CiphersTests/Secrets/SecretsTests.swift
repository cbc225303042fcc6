import Ciphers
import Testing

@Suite struct SecretsTests {
  @Test func `A key lends and copies the bytes that it was made from`() {
    let bytes = [UInt8](0..<40)
    let key = SymmetricKey(bytes)
    #expect(key.count == 40)
    #expect(key.copyBytes() == bytes)
    #expect(key.withBytes { $0[39] } == 39)
    #expect(SymmetricKey([]).copyBytes().isEmpty)
  }

  @Test func `Making a key leaves the caller's own array alone`() {
    let bytes = [UInt8](repeating: 5, count: 16)
    let key = SymmetricKey(bytes)
    #expect(bytes == [UInt8](repeating: 5, count: 16))
    #expect(key.copyBytes() == bytes)
  }

  @Test func `A copy of the bytes outlives the key`() {
    let copy = SymmetricKey([1, 2, 3]).copyBytes()
    #expect(copy == [1, 2, 3])
  }

  @Test func `Erasing overwrites every byte`() {
    for count in 0...70 {
      var bytes = [UInt8](repeating: 0xA5, count: count)
      erase(&bytes)
      #expect(bytes == [UInt8](repeating: 0, count: count))
    }
  }

  @Test func `Equal strings are equal, and any differing bit or length differs`() {
    let bytes = [UInt8](0..<16)
    #expect(constantTimeEqual(bytes, bytes))
    #expect(constantTimeEqual([], []))
    #expect(!constantTimeEqual(bytes, Array(bytes.dropLast())))
    for bit in 0..<128 {
      var changed = bytes
      changed[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(!constantTimeEqual(bytes, changed))
    }
  }
}
