import Kernel
import Testing

@testable import Wire

/// KMS as JSON 1.1.
@Suite struct JSONProtocolTests {
  @Test func `a key is made, encrypts and decrypts`() throws {
    var bench = WireBench()
    let made = bench.kms("CreateKey", "{}")
    #expect(made.status == 200)
    #expect(made.header("Content-Type") == "application/x-amz-json-1.1")
    #expect(made.header("x-amzn-RequestId")?.count == 36)
    let key = try #require(JSONReader.read(made.body)["KeyMetadata"]?["KeyId"]?.text)
    #expect(made.text.contains("\"CreationDate\":1735689600"))
    let sealed = bench.kms("Encrypt", "{\"KeyId\":\"\(key)\",\"Plaintext\":\"aGk=\"}")
    let blob = try #require(JSONReader.read(sealed.body)["CiphertextBlob"]?.text)
    let opened = bench.kms("Decrypt", "{\"CiphertextBlob\":\"\(blob)\",\"Unknown\":[1]}")
    #expect(try JSONReader.read(opened.body)["Plaintext"]?.text == "aGk=")
    let none = bench.kms("DisableKey", "{\"KeyId\":\"\(key)\"}")
    #expect(none.status == 200 && none.body.isEmpty)
  }

  @Test(
    arguments: [
      ("Encrypt", "{", 400, "SerializationException"),
      ("Encrypt", "[]", 400, "SerializationException"),
      ("Encrypt", "{\"KeyId\":1}", 400, "SerializationException"),
      ("Encrypt", "{\"KeyId\":\"x\",\"Plaintext\":\"*\"}", 400, "SerializationException"),
      ("Encrypt", "{}", 400, "ValidationException"),
      ("Encrypt", "", 400, "ValidationException"),
      ("DescribeKey", "{\"KeyId\":\"alias/none\"}", 400, "NotFoundException"),
      ("DescribeKey", "{\"KeyId\":null}", 400, "ValidationException"),
      ("NoSuchThing", "{}", 400, "UnknownOperationException"),
      ("CreateCustomKeyStore", "{}", 400, "ValidationException"),
    ])
  func `a refusal has its code and status`(
    _ operation: String, _ body: String, _ status: Int, _ code: String
  ) throws {
    var bench = WireBench()
    let answer = bench.kms(operation, body)
    #expect(answer.status == status)
    #expect(try JSONReader.read(answer.body)["__type"]?.text == code)
  }

  @Test(
    arguments: [
      "1893456000", "1.893456E9", "1893456000.5", "\"2030-01-01T00:00:00Z\"",
      "\"2030-01-01T00:00:00.000Z\"", "-1", "-62167219200", "\"1969-12-31T23:59:59Z\"",
    ])
  func `a moment comes in as seconds or as text`(_ moment: String) throws {
    var bench = WireBench()
    let answer = bench.answer(
      "POST", "/",
      ["x-amz-target": "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents"],
      "{\"EndTime\":\(moment)}")
    #expect(answer.status == 200, "\(answer.text)")
  }

  @Test func `a target of no service is unknown`() {
    var bench = WireBench()
    let answer = bench.answer("POST", "/", ["x-amz-target": "DynamoDB_20120810.ListTables"], "{}")
    #expect(answer.status == 400)
    #expect(answer.text == "{\"__type\":\"UnknownOperationException\"}")
  }
}
