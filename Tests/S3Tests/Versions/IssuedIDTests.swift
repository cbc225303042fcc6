import Ciphers
import Testing

@testable import S3

/// Ids that tell nothing, and that S3 knows again without a look-up.
@Suite struct IssuedIDTests {
  let key = SymmetricKey([UInt8](0..<32))

  @Test(arguments: [1, 2, 63, 64, 1 << 32, Int.max])
  func `an id is 32 letters, and names its ordinal again`(ordinal: Int) {
    let id = IssuedID.version.text(of: ordinal, under: key)
    #expect(id.utf8.count == 32)
    #expect(IssuedID.version.ordinal(of: id, under: key) == ordinal)
  }

  @Test func `an id of a version is none of an upload, nor of another world`() {
    let id = IssuedID.version.text(of: 7, under: key)
    #expect(IssuedID.upload.ordinal(of: id, under: key) == nil)
    #expect(IssuedID.version.ordinal(of: id, under: SymmetricKey([UInt8](1..<33))) == nil)
  }

  @Test(arguments: 0..<32)
  func `an id with another letter was never issued`(place: Int) {
    var letters = Array(IssuedID.version.text(of: 7, under: key).utf8)
    letters[place] = UInt8(ascii: letters[place] == UInt8(ascii: "A") ? "B" : "A")
    let changed = String(decoding: letters, as: UTF8.self)
    #expect(IssuedID.version.ordinal(of: changed, under: key) == nil)
  }

  /// The block by OpenSSL: printf '\0\0\0\0\0\0\0\7kmslab-v' | openssl enc -aes-256-ecb -nopad,
  /// and the first half of its complement's block.
  @Test func `an id is a block of AES and a tag, six bits a letter`() {
    #expect(IssuedID.version.text(of: 7, under: key) == "vyVbkt.nqCdJxyXX_Jbo_XSMbb3ZgiSR")
  }
}
