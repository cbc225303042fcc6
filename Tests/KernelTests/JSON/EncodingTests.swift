import Kernel
import Testing

@Suite struct EncodingTests {
  // RFC 4648 §10.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ])
  func `Base64 has RFC 4648's vectors`(plain: String, encoded: String) {
    #expect(Base64.encode(Array(plain.utf8)) == encoded)
    #expect(Base64.decode(encoded.utf8) == Array(plain.utf8))
  }

  @Test func `Base64 has every byte and every length`() {
    for count in 0..<256 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7 + count) }
      #expect(Base64.decode(Base64.encode(bytes).utf8) == bytes)
    }
    #expect(Base64.encode([0xFB, 0xFF, 0xBF]) == "+/+/")
  }

  @Test(arguments: [
    "A", "AB", "ABC", "YQ=", "YQ", "=", "==", "====", "A===", "=AAA", "YQ==YQ==", "YQ=Q", "YQ===",
    "YQ======", "YWI=====", "YQ_-", "Y*==", "YQ==\u{0}", "ＹＱ==", "YQ==YWJj",
  ])
  func `Base64 that is not whole or not padded is refused`(text: String) {
    #expect(Base64.decode(text.utf8) == nil)
  }

  @Test(arguments: ["Y Q = =", "\nYQ\r\n==\t", " YQ=="])
  func `White space in base64 is passed over`(text: String) {
    #expect(Base64.decode(text.utf8) == [0x61])
  }

  @Test(
    arguments: [
      ([], ""), ([0], "00"), ([0xDE, 0xAD, 0xBE, 0xEF], "deadbeef"), ([0x0F, 0xF0], "0ff0"),
    ] as [([UInt8], String)])
  func `Hexadecimal reads and writes two digits a byte`(bytes: [UInt8], text: String) {
    #expect(Hex.encode(bytes) == text)
    #expect(Hex.decode(text) == bytes)
    #expect(Hex.decode(text.uppercased()) == bytes)
  }

  @Test(arguments: ["0", "000", "0g", "0x", " 00", "０0", "0\u{301}0", "-1"])
  func `What is no hexadecimal is refused`(text: String) {
    #expect(Hex.decode(text) == nil)
  }

  @Test(
    arguments: [
      ([], nil), ([0x41, 0xC3, 0xA9], nil), ([0xF0, 0x9F, 0x98, 0x80], nil),
      ([0xEF, 0xBF, 0xBF], nil),  // U+FFFF is no character, yet well-formed
      ([0x41, 0xFF], 1), ([0x41, 0xFF, 0x42], 1),  // a byte that never occurs
      ([0x80], 0), ([0x41, 0x41, 0xBF, 0x41], 2),  // a continuation without a start
      ([0xC3], 0), ([0x41, 0xE2, 0x82], 1), ([0x41, 0xF0, 0x9F, 0x98, 0x42], 1),  // cut off
      ([0xC0, 0x80], 0), ([0xE0, 0x80, 0x80], 0),  // longer than needed
      ([0x41, 0xED, 0xA0, 0x80], 1),  // half a surrogate pair
      ([0xF4, 0x90, 0x80, 0x80], 0), ([0xF5, 0x80, 0x80, 0x80], 0),  // beyond U+10FFFF
      ([0xC3, 0xA9, 0xC3, 0x28], 2),
    ] as [([UInt8], Int?)])
  func `The first byte that is no UTF-8 is found`(bytes: [UInt8], offset: Int?) {
    #expect(UTF8Check.firstInvalidByte(in: bytes) == offset)
  }
}
