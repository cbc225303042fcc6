import Ciphers
import Testing

@Suite struct SHA3Tests {
  @Test(arguments: try vectors("sha3-fips202.txt"))
  func `FIPS 202: digests and output around the lengths of blocks`(vector: VectorRecord) throws {
    let message = try vector.bytes("Msg")
    #expect(try SHA3_256.hash(message) == vector.bytes("SHA3-256"))
    #expect(try SHA3_512.hash(message) == vector.bytes("SHA3-512"))
    #expect(try SHAKE128.hash(message, count: 400) == vector.bytes("SHAKE128"))
    #expect(try SHAKE256.hash(message, count: 300) == vector.bytes("SHAKE256"))
  }

  @Test func `A message fed in random pieces gives the same`() throws {
    var random = FixedRandom(state: 202)
    for _ in 0..<200 {
      var (digest, output, whole) = (SHA3_256(), SHAKE256(), [UInt8]())
      for _ in 0..<Int.random(in: 0...8, using: &random) {
        let piece = random.bytes(Int.random(in: 0...200, using: &random))
        digest.update(piece)
        output.update(piece)
        whole += piece
      }
      #expect(digest.finalize() == SHA3_256.hash(whole))
      #expect(output.finalize(100) == SHAKE256.hash(whole, count: 100))
    }
  }

  @Test func `Shorter output is the beginning of longer output, and none is none`() {
    let output = SHAKE128.hash([1, 2, 3], count: 1000)
    for count in [0, 1, 7, 8, 167, 168, 169, 336, 999] {
      #expect(SHAKE128.hash([1, 2, 3], count: count) == Array(output[..<count]))
    }
  }

  @Test func `SHA-3 and SHAKE agree with OpenSSL for messages of 0 to 600 bytes`() throws {
    var random = FixedRandom(state: 203)
    for count in 0...600 {
      let message = random.bytes(count)
      #expect(try SHA3_256.hash(message) == Oracle.digest(message, by: "SHA3-256"))
      #expect(try SHA3_512.hash(message) == Oracle.digest(message, by: "SHA3-512"))
      #expect(try SHAKE128.hash(message, count: 16) == Oracle.digest(message, by: "SHAKE128"))
      #expect(try SHAKE256.hash(message, count: 32) == Oracle.digest(message, by: "SHAKE256"))
    }
  }
}
