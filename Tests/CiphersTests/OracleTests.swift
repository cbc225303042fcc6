import Ciphers
import Testing

/// Our ciphers against OpenSSL's, on random inputs from fixed seeds.
@Suite struct OracleTests {
  @Test(arguments: Instructions.all, [16, 24, 32])
  func `GCM agrees for messages of 0 to 600 bytes and any data and nonce`(
    instructions: Instructions, keyBytes: Int
  ) throws {
    var random = FixedRandom(state: UInt64(keyBytes))
    for count in 0...600 {
      try compareGCM(instructions, keyBytes: keyBytes, count: count, random: &random)
    }
  }

  @Test(arguments: Instructions.all, [1023, 4096, 4097, 16_384, 65_535, 100_003])
  func `GCM agrees for larger messages`(instructions: Instructions, count: Int) throws {
    var random = FixedRandom(state: UInt64(count))
    for keyBytes in [16, 24, 32] {
      try compareGCM(instructions, keyBytes: keyBytes, count: count, random: &random)
    }
  }

  /// One random case; every other nonce has 12 bytes.
  private func compareGCM(
    _ instructions: Instructions, keyBytes: Int, count: Int, random: inout FixedRandom
  ) throws {
    let key = random.bytes(keyBytes)
    let message = random.bytes(count)
    let data = random.bytes(Int.random(in: 0...100, using: &random))
    let nonceCount = Bool.random(using: &random) ? 12 : Int.random(in: 1...80, using: &random)
    let nonce = random.bytes(nonceCount)
    let ourKey = Ciphers.SymmetricKey(key, with: instructions)
    let ours = try Ciphers.AES.GCM.seal(message, using: ourKey, nonce: nonce, authenticating: data)
    let theirs = try Oracle.seal(message, key: key, nonce: nonce, authenticating: data)
    #expect(ours.ciphertext == theirs.ciphertext, "\(count) bytes, nonce of \(nonce.count)")
    #expect(ours.tag == theirs.tag, "\(count) bytes, nonce of \(nonce.count)")
    #expect(
      try Ciphers.AES.GCM.open(ours, using: ourKey, nonce: nonce, authenticating: data) == message)
  }

  @Test(arguments: Instructions.all)
  func `SHA-2 agrees for messages of 0 to 600 bytes`(instructions: Instructions) throws {
    var random = FixedRandom(state: 180)
    for count in 0...600 {
      let message = random.bytes(count)
      #expect(
        try Ciphers.SHA256.hash(message, with: instructions) == Oracle.digest(message, by: .sha256))
      #expect(try Ciphers.SHA384.hash(message) == Oracle.digest(message, by: .sha384))
      #expect(try Ciphers.SHA512.hash(message) == Oracle.digest(message, by: .sha512))
    }
  }

  @Test(arguments: Instructions.all)
  func `SHA-2 fed in random pieces agrees`(instructions: Instructions) throws {
    var random = FixedRandom(state: 181)
    for _ in 0..<200 {
      var ours = (Ciphers.SHA256(with: instructions), Ciphers.SHA512())
      var whole: [UInt8] = []
      for _ in 0..<Int.random(in: 0...8, using: &random) {
        let piece = random.bytes(Int.random(in: 0...200, using: &random))
        ours.0.update(piece)
        ours.1.update(piece)
        whole += piece
      }
      #expect(try ours.0.finalize() == Oracle.digest(whole, by: .sha256))
      #expect(try ours.1.finalize() == Oracle.digest(whole, by: .sha512))
    }
  }

  @Test(arguments: Instructions.all)
  func `HMAC agrees for keys and messages of 0 to 300 bytes`(instructions: Instructions) throws {
    var random = FixedRandom(state: 198)
    for count in 0...300 {
      let key = random.bytes(count)
      let message = random.bytes(Int.random(in: 0...300, using: &random))
      let ours = Ciphers.SymmetricKey(key, with: instructions)
      #expect(
        try Ciphers.HMAC<Ciphers.SHA256>.authenticationCode(for: message, using: ours)
          == Oracle.hmac(message, key: key, by: .sha256))
      #expect(
        try Ciphers.HMAC<Ciphers.SHA512>.authenticationCode(for: message, using: ours)
          == Oracle.hmac(message, key: key, by: .sha512))
    }
  }
}
