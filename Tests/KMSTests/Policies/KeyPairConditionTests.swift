import Access
import Cloud
import Kernel
import TestBench
import Testing

/// Condition keys of operations with key pairs, in a key policy.
@Suite struct KeyPairConditionTests {
  var bench = Bench()

  /// A condition key, a call whose request has its value, and one whose request has another.
  struct Row: Sendable, CustomTestStringConvertible {
    let condition, value: String
    let spec, usage: String
    let operation: String
    let fitting, other: DocumentObject

    var testDescription: String { condition }

    init(
      _ condition: String, _ value: String, on key: (spec: String, usage: String),
      _ operation: String, _ fitting: DocumentObject, _ other: DocumentObject
    ) {
      (self.condition, self.value, self.operation) = (condition, value, operation)
      (spec, usage) = key
      (self.fitting, self.other) = (fitting, other)
    }
  }

  private static func signing(_ algorithm: String, _ type: String? = nil) -> DocumentObject {
    var request: DocumentObject = [
      "Message": .bytes([UInt8](repeating: 1, count: 32)), "SigningAlgorithm": .string(algorithm),
    ]
    request["MessageType"] = type.map { .string($0) }
    return request
  }
  private static let rsa = ("RSA_2048", "SIGN_VERIFY")
  private static let plain = ("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT")

  static let rows = [
    Row(
      "kms:SigningAlgorithm", "RSASSA_PSS_SHA_256", on: rsa, "Sign",
      signing("RSASSA_PSS_SHA_256"), signing("RSASSA_PKCS1_V1_5_SHA_256")),
    Row(
      "kms:MessageType", "DIGEST", on: rsa, "Sign", signing("RSASSA_PSS_SHA_256", "DIGEST"),
      signing("RSASSA_PSS_SHA_256", "RAW")),
    Row(
      "kms:MessageType", "RAW", on: rsa, "Sign", signing("RSASSA_PSS_SHA_256"),
      signing("RSASSA_PSS_SHA_256", "DIGEST")),  // where nothing is said
    Row(
      "kms:EncryptionAlgorithm", "RSAES_OAEP_SHA_256", on: ("RSA_2048", "ENCRYPT_DECRYPT"),
      "Encrypt", ["Plaintext": .bytes([1]), "EncryptionAlgorithm": "RSAES_OAEP_SHA_256"],
      ["Plaintext": .bytes([1]), "EncryptionAlgorithm": "RSAES_OAEP_SHA_1"]),
    Row(
      "kms:DataKeyPairSpec", "ECC_NIST_P256", on: plain, "GenerateDataKeyPair",
      ["KeyPairSpec": "ECC_NIST_P256"], ["KeyPairSpec": "ECC_NIST_P384"]),
    Row(
      "kms:EncryptionAlgorithm", "SYMMETRIC_DEFAULT", on: plain,
      "GenerateDataKeyPairWithoutPlaintext", ["KeyPairSpec": "ECC_NIST_P256"], [:]),
    Row(
      "kms:KeyAgreementAlgorithm", "ECDH", on: ("ECC_NIST_P256", "KEY_AGREEMENT"),
      "DeriveSharedSecret", ["KeyAgreementAlgorithm": "ECDH", "PublicKey": "<own>"], [:]),
    Row(
      "kms:KeySpec", "RSA_2048", on: rsa, "GetPublicKey", [:], [:]),  // the key's own
    Row(
      "kms:KeyUsage", "SIGN_VERIFY", on: rsa, "GetPublicKey", [:], [:]),
  ]

  /// A policy with which the operation needs the condition, and everything else nothing.
  private func policy(_ row: Row, _ value: String) -> Document {
    .string(
      """
      {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"},
          "Action": "kms:*", "Resource": "*"},
        {"Effect": "Deny", "Principal": "*", "Action": "kms:\(row.operation)", "Resource": "*",
          "Condition": {"StringNotEquals": {"\(row.condition)": "\(value)"}}}]}
      """)
  }

  private func filled(_ template: DocumentObject, _ key: Document, _ own: Document?) -> Document {
    var request = template
    request["KeyId"] = key
    if request["PublicKey"] != nil { request["PublicKey"] = own }
    return .object(request)
  }

  @Test(arguments: rows)
  mutating func `a policy looks at what the request says`(row: Row) throws {
    let key = try bench.makeKey([
      "KeySpec": .string(row.spec), "KeyUsage": .string(row.usage),
      "Policy": policy(row, row.value),
    ])
    let own =
      row.usage == "KEY_AGREEMENT"
      ? try bench.must("GetPublicKey", ["KeyId": key])["PublicKey"] : nil
    try bench.must(row.operation, filled(row.fitting, key, own))
    if !row.other.isEmpty {
      #expect(
        bench.refusal(row.operation, filled(row.other, key, own))?.code == "AccessDeniedException")
    }
    try bench.must(
      "PutKeyPolicy", ["KeyId": key, "PolicyName": "default", "Policy": policy(row, "another")])
    #expect(
      bench.refusal(row.operation, filled(row.fitting, key, own))?.code == "AccessDeniedException")
  }
}
