import Cloud
import Kernel
import TestBench
import Testing

@Suite struct LifeOfAKeyTests {
  @Test func `A year passes, the key rotates, and the old ciphertext still opens`() throws {
    var bench = Bench()
    let key = try bench.makeKey()
    try bench.must("EnableKeyRotation", ["KeyId": key])
    let old = try bench.must("Encrypt", ["KeyId": key, "Plaintext": .bytes([1, 2, 3])])
    let passage = try bench.advance(days: 365)
    #expect(passage.events.map(\.name) == ["RotateKey"])
    let new = try bench.must("Encrypt", ["KeyId": key, "Plaintext": .bytes([1, 2, 3])])
    let openedOld = try bench.must(
      "Decrypt", ["CiphertextBlob": try #require(old["CiphertextBlob"])])
    let openedNew = try bench.must(
      "Decrypt", ["CiphertextBlob": try #require(new["CiphertextBlob"])])
    #expect(openedOld["Plaintext"] == .bytes([1, 2, 3]))
    #expect(openedNew["Plaintext"] == .bytes([1, 2, 3]))
    #expect(openedOld["KeyMaterialId"] != openedNew["KeyMaterialId"])
  }
}
