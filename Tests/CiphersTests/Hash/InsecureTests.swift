import Ciphers
import Foundation
import Testing

/// MD5 and SHA-1 against their standards and against OpenSSL's.
@Suite struct InsecureTests {
  @Test(arguments: try vectors("insecure-hashes.txt"))
  func `RFC 1321 and FIPS 180: MD5 and SHA-1, up to a million letters`(
    vector: VectorRecord
  ) throws {
    let count = Int(vector.fields["Repeat"] ?? "1") ?? 0
    let unit = try vector.bytes("Msg")
    let message = (0..<count).flatMap { _ in unit }
    #expect(try Ciphers.Insecure.MD5.hash(message) == vector.bytes("MD5"))
    #expect(try Ciphers.Insecure.SHA1.hash(message) == vector.bytes("SHA-1"))
  }

  @Test func `MD5 and SHA-1 agree for messages of 0 to 300 bytes and some larger`() throws {
    var random = FixedRandom(state: 1321)
    for count in Array(0...300) + [1023, 4096, 65_537, 1_000_003] {
      let message = random.bytes(count)
      let md5 = try Oracle.digest(message, by: .md5)
      let sha1 = try Oracle.digest(message, by: .sha1)
      #expect(Ciphers.Insecure.MD5.hash(message) == md5, "\(count) bytes")
      #expect(Ciphers.Insecure.SHA1.hash(message) == sha1, "\(count) bytes")
    }
  }

  @Test func `MD5 and SHA-1 fed in random pieces agree`() throws {
    var random = FixedRandom(state: 1322)
    for _ in 0..<200 {
      var ours = (Ciphers.Insecure.MD5(), Ciphers.Insecure.SHA1())
      let whole = random.bytes(Int.random(in: 0...1000, using: &random))
      for piece in pieces(of: whole, &random) {
        ours.0.update(piece)
        ours.1.update(piece.span)
      }
      #expect(try ours.0.finalize() == Oracle.digest(whole, by: .md5))
      #expect(try ours.1.finalize() == Oracle.digest(whole, by: .sha1))
    }
  }

  @Test func `The table of MD5 is the sines of 1 to 64 radians`() {
    let sines = (1...64).map { UInt32(4_294_967_296 * abs(sin(Double($0)))) }
    #expect(Ciphers.Insecure.MD5.sineTable == sines)
  }
}

/// A message cut at random places; some pieces are empty.
func pieces(
  of whole: [UInt8], upTo byteCount: Int = 100, _ random: inout FixedRandom
) -> [ArraySlice<UInt8>] {
  var pieces: [ArraySlice<UInt8>] = []
  var rest = whole[...]
  while !rest.isEmpty {
    let piece = rest.prefix(Int.random(in: 0...byteCount, using: &random))
    pieces.append(piece)
    rest = rest.dropFirst(piece.count)
  }
  return pieces
}
