import Testing

/// `KMSLAB_CIPHERS`: which code the ciphers run on, and that the bytes are the same.
@Suite struct CipherChoiceTests {
  let folder: ProgramFolder

  init() throws { folder = try ProgramFolder() }

  @Test func `Every choice prints the same bytes`() throws {
    defer { folder.clean() }
    let script = """
      KEY=$(aws kms create-key --query KeyMetadata.KeyId --output text)
      aws kms encrypt --key-id $KEY --plaintext aGVsbG8= --encryption-context a=1
      aws kms generate-data-key --key-id $KEY --key-spec AES_256
      aws s3api create-bucket --bucket b-of-bytes
      openssl rand -out big.bin 5000
      aws s3api put-object --bucket b-of-bytes --key k --body big.bin --server-side-encryption aws:kms
      aws s3api get-object --bucket b-of-bytes --key k copy.bin
      openssl dgst -sha256 copy.bin
      """
    let portable = try run(script, "portable")
    #expect(portable.text.contains("CiphertextBlob") && portable.text.contains("ChecksumCRC64NVME"))
    #expect(try run(script, "auto").text == portable.text)
  }

  @Test func `The version tells what was chosen, if it is asked to`() throws {
    defer { folder.clean() }
    #expect(try run(["--version", "--verbose"], "portable").text.hasSuffix("ciphers: portable\n"))
    #expect(try run(["--version", "--verbose"], "auto").text.contains("\nciphers: "))
    #expect(try !run(["--version"], "auto").text.contains("ciphers"))
  }

  @Test func `A choice that is none ends with the status of a wrong setting`() throws {
    defer { folder.clean() }
    let output = try run(["--version"], "fast")
    #expect(output.text == "kmslab: KMSLAB_CIPHERS=fast: use auto, portable or hardware.\n")
    #expect(output.status == 253)
  }

  private func run(_ script: String, _ choice: String) throws -> ProgramFolder.Output {
    try folder.run([], input: script, environment: ["KMSLAB_CIPHERS": choice])
  }

  private func run(_ arguments: [String], _ choice: String) throws -> ProgramFolder.Output {
    try folder.run(arguments, environment: ["KMSLAB_CIPHERS": choice])
  }
}
