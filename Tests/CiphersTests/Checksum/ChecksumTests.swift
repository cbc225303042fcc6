import Ciphers
import Foundation
import Testing

@Suite struct ChecksumTests {
  @Test func `The check values of the three cyclic redundancy checks`() {
    let digits = [UInt8]("123456789".utf8)
    #expect(CRC32.checksum(of: digits) == [UInt8](hex: "cbf43926"))
    #expect(CRC32C.checksum(of: digits) == [UInt8](hex: "e3069283"))
    #expect(CRC64NVME.checksum(of: digits) == [UInt8](hex: "ae8b14860a799888"))
  }

  @Test func `S3's own checksums of small objects`() {
    let (sse, data) = ([UInt8]("test-sse".utf8), [UInt8]("test data..".utf8))
    #expect(Data(CRC64NVME.checksum(of: sse)).base64EncodedString() == "Kr7StX/uFlQ=")
    #expect(Data(CRC32.checksum(of: sse)).base64EncodedString() == "KHcEKQ==")
    #expect(Data(CRC64NVME.checksum(of: data)).base64EncodedString() == "qUVrWYOrIAM=")
  }

  @Test func `RFC 3720 B.4: CRC-32C of 32 bytes, least significant byte first`() {
    let up = [UInt8](0..<32)
    #expect(crc32c([UInt8](repeating: 0, count: 32)) == [UInt8](hex: "aa36918a"))
    #expect(crc32c([UInt8](repeating: 0xFF, count: 32)) == [UInt8](hex: "43aba862"))
    #expect(crc32c(up) == [UInt8](hex: "4e79dd46"))
    #expect(crc32c(up.reversed()) == [UInt8](hex: "5cdb3f11"))
  }

  /// As iSCSI sends it.
  private func crc32c(_ message: [UInt8]) -> [UInt8] {
    CRC32C.checksum(of: message).reversed()
  }

  @Test(arguments: Instructions.all)
  func `The checks are those of long division, for messages of 0 to 100 bytes and others`(
    instructions: Instructions
  ) {
    var random = FixedRandom(state: 3309)
    let others = (0..<50).map { _ in Int.random(in: 100...3000, using: &random) }
    for count in Array(0...100) + others {
      let message = random.bytes(count)
      #expect(
        CRC32.checksum(of: message, with: instructions)
          == division(message, by: 0x04C1_1DB7 as UInt32))
      #expect(
        CRC32C.checksum(of: message, with: instructions)
          == division(message, by: 0x1EDC_6F41 as UInt32))
      #expect(
        CRC64NVME.checksum(of: message, with: instructions)
          == division(message, by: 0xAD93_D235_94C9_3659 as UInt64))
    }
  }

  @Test(arguments: Instructions.all)
  func `The checks fed in pieces, as slices or spans, give the check of the whole`(
    instructions: Instructions
  ) {
    var random = FixedRandom(state: 3310)
    for turn in 0..<200 {
      let whole = random.bytes(Int.random(in: 0...2000, using: &random))
      var checks = (
        CRC32(with: instructions), CRC32C(with: instructions), CRC64NVME(with: instructions)
      )
      // Long pieces are shortened before they are divided.
      for piece in pieces(of: whole, upTo: turn % 2 == 0 ? 100 : 900, &random) {
        checks.0.update(piece)
        checks.1.update(Array(piece))
        checks.2.update(whole.span.extracting(piece.indices))
      }
      #expect(checks.0.finalize() == CRC32.checksum(of: whole, with: .portable))
      #expect(checks.1.finalize() == CRC32C.checksum(of: whole, with: .portable))
      #expect(checks.2.finalize() == CRC64NVME.checksum(of: whole, with: .portable))
    }
  }

  @Test(arguments: [CRC32.self, CRC32C.self, CRC64NVME.self] as [any CombinableChecksum.Type])
  func `the check of two messages together follows from theirs`(
    type: any CombinableChecksum.Type
  ) {
    var random = FixedRandom(state: 3311)
    for count in [0, 1, 2, 7, 8, 63, 64, 65, 1000, 65_537] {
      for other in [0, 1, 9, 500] {
        let (first, second) = (random.bytes(other), random.bytes(count))
        #expect(
          type.combined(
            type.checksum(of: first), type.checksum(of: second), secondByteCount: count)
            == type.checksum(of: first + second))
      }
    }
  }

  @Test(
    arguments: [
      Insecure.MD5.self, Insecure.SHA1.self, SHA224.self, SHA256.self, SHA384.self, SHA512.self,
      CRC32.self, CRC32C.self, CRC64NVME.self,
    ] as [any Checksum.Type])
  func `A checksum has the length that it promises`(type: any Checksum.Type) {
    #expect(type.checksum(of: [1, 2, 3]).count == type.byteCount)
  }

  /// The remainder of the message, each byte turned around, times xⁿ: a bit at a time, the highest
  /// power first; register complemented before and after, and turned around at the end.
  private func division<Word: FixedWidthInteger>(
    _ message: [UInt8], by polynomial: Word
  ) -> [UInt8] {
    var register = ~(0 as Word)
    for byte in message {
      for i in 0..<8 {
        let carry = (register >> (Word.bitWidth - 1) & 1) ^ Word(byte >> i & 1)
        register = register << 1 ^ (carry == 1 ? polynomial : 0)
      }
    }
    var check: [UInt8] = []
    for i in 0..<Word.bitWidth {
      if i % 8 == 0 { check.append(0) }
      check[i / 8] |= UInt8(~register >> i & 1) << (7 - i % 8)
    }
    return check
  }
}
