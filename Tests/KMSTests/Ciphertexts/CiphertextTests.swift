import Ciphers
import Cloud
import KMS
import Kernel
import S3
import TestBench
import Testing

/// The blob, byte by byte as `CiphertextBlob` documents it.
@Suite struct CiphertextTests {
  var bench = Bench()
  let key: Document

  init() throws { key = try bench.makeKey() }

  private mutating func refusal(_ blob: [UInt8], _ context: Document? = nil) -> WireError? {
    var request: DocumentObject = ["CiphertextBlob": .bytes(blob)]
    request["EncryptionContext"] = context
    return bench.refusal("Decrypt", .object(request))
  }

  private static let invalid = WireError("InvalidCiphertextException", nil)

  @Test(arguments: [1, 15, 16, 17, 4096])
  mutating func `a blob is 114 bytes longer than the plaintext`(count: Int) throws {
    let plaintext = [UInt8](repeating: 7, count: count)
    let blob = try bench.encrypt(plaintext, under: key)
    #expect(blob.count == count + 114)
    #expect(
      try bench.must("Decrypt", ["CiphertextBlob": .bytes(blob)])["Plaintext"] == .bytes(plaintext))
  }

  @Test mutating func `the fields stand where the documentation says`() throws {
    let blob = try bench.encrypt(under: key)
    let material = try bench.must("DescribeKey", ["KeyId": key])["KeyMetadata"]?[
      "CurrentKeyMaterialId"]
    #expect(Array(blob[0..<6]) == Array("kmslab".utf8))
    #expect(blob[6] == 1)
    #expect(blob[7] == 0)
    #expect(Hex.encode(Array(blob[8..<14])) == "111122223333")
    #expect(Hex.encode(Array(blob[14..<30])) == key.text?.filter { $0 != "-" })
    #expect(Hex.encode(Array(blob[30..<62])) == material?.text)
    #expect(Array(blob[90..<98]) == Array(SHA256.hash(Array(blob[0..<90])).prefix(8)))
    let header = try #require(CiphertextBlob(blob).header)
    #expect(header.nonce == Array(blob[62..<78]))
    #expect(header.iv == Array(blob[78..<90]))
  }

  @Test mutating func `a reader of the documentation can decrypt it with the material`() throws {
    let blob = try bench.encrypt(
      Array("secret".utf8), under: key, context: ["b": "2", "a": "ä", "": "x"])
    let material = try #require(
      bench.world.storage.kms.keys.first?.value.materials.current?.secret?.symmetricKey)
    let oneTimeKey = KDF.counterMode(
      key: material, label: Array("kmslab symmetric".utf8), context: Array(blob[62..<78]),
      byteCount: 32)
    // Sorted by name, each text behind its length.
    let context: [UInt8] =
      [0, 0, 0, 0] + [0, 0, 0, 1, 0x78]
      + [0, 0, 0, 1, 0x61] + [0, 0, 0, 2, 0xC3, 0xA4]
      + [0, 0, 0, 1, 0x62] + [0, 0, 0, 1, 0x32]
    let plaintext = try AES.GCM.open(
      AES.GCM.SealedBox(ciphertext: Array(blob[98..<104]), tag: Array(blob[104..<120])),
      using: oneTimeKey, nonce: Array(blob[78..<90]),
      authenticating: Array(blob[0..<98]) + context)
    #expect(plaintext == Array("secret".utf8))
  }

  @Test mutating func `a blob cut at any length is invalid`() throws {
    let blob = try bench.encrypt(under: key)
    for count in 1..<blob.count { #expect(refusal(Array(blob.prefix(count))) == Self.invalid) }
    for count in 1..<blob.count { #expect(refusal(Array(blob.suffix(count))) == Self.invalid) }
  }

  @Test mutating func `a blob with any bit flipped is invalid`() throws {
    let blob = try bench.encrypt(under: key)
    for bit in 0..<blob.count * 8 {
      var damaged = blob
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(refusal(damaged) == Self.invalid, "bit \(bit)")
    }
  }

  @Test mutating func `a blob with bytes appended, put before or foreign is invalid`() throws {
    let blob = try bench.encrypt(under: key)
    #expect(refusal(blob + [0]) == Self.invalid)
    #expect(refusal([0] + blob) == Self.invalid)
    #expect(refusal(blob + blob) == Self.invalid)
    #expect(refusal([1, 2, 2, 0, 0x78] + blob) == Self.invalid)
    #expect(refusal(Array(repeating: 0, count: 6144)) == Self.invalid)
  }

  @Test mutating func `a blob whose parts are of two blobs is invalid`() throws {
    let one = try bench.encrypt(under: key)
    let two = try bench.encrypt(under: key)
    for cut in [98, one.count - 16] {
      #expect(refusal(Array(one[..<cut]) + two[cut...]) == Self.invalid)
    }
  }

  @Test mutating func `a forged header names a material that the key does not have`() throws {
    let blob = try bench.encrypt(under: key)
    var forged = Array(blob[0..<90])
    forged[30] ^= 1
    forged += SHA256.hash(forged).prefix(8)
    #expect(refusal(forged + blob[98...]) == Self.invalid)
  }

  @Test mutating func `two encryptions of one plaintext differ in nonce, IV and all behind`() throws
  {
    let one = try bench.encrypt(under: key)
    let two = try bench.encrypt(under: key)
    #expect(one[..<62] == two[..<62])
    #expect(one[62..<78] != two[62..<78])
    #expect(one[78..<90] != two[78..<90])
    #expect(one[98...] != two[98...])
  }

  /// Contexts: what was given to Encrypt, and to Decrypt.
  @Test(
    arguments: [
      ([:], nil),  // none is none
      (nil, [:]),  // and the other way round
      (["a": "1", "b": "2"], ["b": "2", "a": "1"]),  // the order is free
      (["": ""], ["": ""]),  // empty texts are texts
      (["ключ": "значение 🔑"], ["ключ": "значение 🔑"]),  // any script
    ] as [(Document?, Document?)])
  mutating func `an equal context opens`(given: Document?, repeated: Document?) throws {
    let blob = try bench.encrypt(under: key, context: given)
    #expect(refusal(blob, repeated) == nil)
  }

  @Test(
    arguments: [
      (["a": "1"], nil),  // missing
      (["a": "1"], [:]),  // empty
      (nil, ["a": "1"]),  // one too many
      (["a": "1", "b": "2"], ["a": "1"]),  // a pair missing
      (["a": "1"], ["a": "1", "b": "2"]),  // a pair too many
      (["a": "1"], ["a": "2"]),  // another value
      (["a": "1"], ["b": "1"]),  // another name
      (["a": "1"], ["A": "1"]),  // another case of the name
      (["a": "x"], ["a": "X"]),  // another case of the value
      (["a": "1"], ["a": "1 "]),  // a space
      (["a": "1", "b": "2"], ["a": "2", "b": "1"]),  // exchanged values
      (["ab": "c"], ["a": "bc"]),  // the same letters, cut elsewhere
      (["a": "\u{E9}"], ["a": "e\u{301}"]),  // equal for the eye, other bytes in the value
      (["\u{E9}": "1"], ["e\u{301}": "1"]),  // and in the name
      (["a": ""], ["": "a"]),  // exchanged
    ] as [(Document?, Document?)])
  mutating func `another context does not open`(given: Document?, repeated: Document?) throws {
    let blob = try bench.encrypt(under: key, context: given)
    #expect(refusal(blob, repeated) == Self.invalid)
    #expect(refusal(blob, given) == nil)
  }
}
