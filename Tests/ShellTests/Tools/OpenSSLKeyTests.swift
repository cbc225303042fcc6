import Kernel
import Shell
import ShellBench
import Testing

/// A session with the keys of the rows.
private func environmentWithKeys() throws -> FakeEnvironment {
  var environment = FakeEnvironment()
  for (name, value) in openSSLVariables { environment.variables[name] = value }
  for (name, text) in openSSLKeys { try environment.files.write(Array(text.utf8), to: name) }
  return environment
}

struct OpenSSLKeyTests {
  @Test(arguments: openSSLKeyRows + openSSLSignatureRows)
  func `openssl does with keys what OpenSSL does`(row: BashRow) throws {
    var environment = try environmentWithKeys()
    let results = try environment.enter(row.line)
    #expect(results.text == row.output, "\(results.errors)")
    #expect(environment.lastStatus == row.status, "\(results.errors)")
  }

  @Test(arguments: [
    (
      "openssl pkey -in rsa.pen",
      "pkey: Could not open file or uri for loading key from rsa.pen, No"
    ),
    ("openssl pkey -in a", "pkey: Could not read key from a: it is neither PEM nor the DER of a p"),
    ("openssl pkey -in empty", "pkey: Could not read key from empty: it is empty\n"),
    ("openssl pkey -pubin -in ec.pem", "it is a private key, and a public one is needed; openssl"),
    ("openssl pkey -in ec.pem -pubout -out x; openssl pkey -in x", "it is a public key, and a pri"),
    ("openssl pkey -in ec.pem -inform DER", "it is PEM, not DER; leave the format out, and either"),
    (
      "openssl pkey -in ec.pem -outform DER -out x; openssl pkey -in x -inform PEM",
      "it is DER, not PEM; leave the format out"
    ),
    (
      "openssl pkey -in ec.pem -outform DER | base64 > x; openssl pkey -in x",
      "it is base64, as --output text prints it; base64 -d turns it into DER\n"
    ),
    ("head -n 3 ec.pem > x; openssl pkey -in x", "its PEM has no matching END line, or no whole"),
    (
      "openssl pkey -in ec.pem -inform X", "pkey: Invalid format X for option -inform: PEM or DER\n"
    ),
    ("openssl pkey -in ec.pem ed.pem", "pkey: Extra argument ed.pem: files go after their opt"),
    ("openssl pkcs8 -topk8 -in ec.pem", "pkcs8: pass phrases are not here, and KMS imports PKCS #"),
    ("openssl genpkey", "genpkey: which algorithm? -algorithm RSA, EC, ED25519, ML-DSA-65\n"),
    ("openssl genpkey -algorithm EC", "genpkey: Error generating EC key: no curve; -pkeyopt ec_pa"),
    ("openssl genpkey -algorithm DSA", "genpkey: Error initializing DSA context: the algorithms"),
    (
      "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-255",
      "genpkey: invalid curve P-255; here are P-256, P-384, P-521, secp256k1\n"
    ),
    (
      "openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:1024",
      "genpkey: a key for RSA has 2048, 3072 or 4096 bits here, as in KMS\n"
    ),
    ("openssl genrsa 1024", "genrsa: a key for RSA has 2048, 3072 or 4096 bits here, as in KMS\n"),
    ("openssl genrsa x", "genrsa: Can't parse x as a number\n"),
    (
      "openssl genpkey -algorithm RSA -pkeyopt bits:2048", "Error setting bits:2048 parameter: here"
    ),
    ("openssl genpkey -algorithm ED25519 -pkeyopt x:y", "Error setting x:y parameter: ED25519 has"),
    ("openssl dgst -sign ec.pem a b", "dgst: Can only sign or verify one file.\n"),
    (
      "openssl dgst -prverify ec.pem a", "dgst: No signature to verify: use the -signature option\n"
    ),
    ("openssl dgst -sign ec.pem -signature a a", "dgst: -sign or -verify, not both\n"),
    ("openssl dgst -prverify ec.pem -signature no a", "dgst: Error opening signature file no, No"),
    ("openssl dgst -sign ec.pem no", "dgst: no: No such file or directory\n"),
    ("openssl dgst -sign ed.pem a", "dgst: Key type not supported for this operation: it signs w"),
    ("openssl dgst -sha1 -sign rsa.pem a", "dgst: signatures of RSA by sha1 are not here: sha256,"),
    ("openssl dgst -sign rsa.pem -sigopt x a", "dgst: Signature parameter error x: it is no NAME"),
    (
      "openssl dgst -sign rsa.pem -sigopt rsa_padding_mode:none a",
      "Signature parameter error rsa_padding_mode:none: for signing there are pkcs1 and pss\n"
    ),
    (
      "openssl dgst -sign rsa.pem -sigopt rsa_pss_saltlen:-1 a",
      "rsa_pss_saltlen:-1: rsa_padding_mode:pss has to stand before it\n"
    ),
    (
      "openssl dgst -sign rsa.pem -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:300 a",
      "dgst: there is no room for that salt\n"
    ),
    (
      "openssl dgst -sha256 -sign rsa.pem -sigopt rsa_padding_mode:pss -sigopt rsa_mgf1_md:sha1 a",
      "dgst: MGF1 by sha1 beside sha256 is not here, nor in KMS: both have the same hash function\n"
    ),
    (
      "openssl dgst -prverify ec.pem -signature a a", "dgst: Error verifying data: the signature is"
    ),
    ("openssl dgst -prverify rsa.pem -signature a a", "dgst: wrong signature length: 6 bytes, and"),
    (
      "openssl dgst -sign rsa.pem -out s a; openssl dgst -prverify rsa.pem -signature s b",
      "dgst: bad signature: of other data, or by another digest\n"
    ),
    (
      "openssl dgst -sign rsa.pem -out s a; openssl dgst -prverify rsa.pem -signature s "
        + "-sigopt rsa_padding_mode:pss a", "dgst: invalid padding: that of pkcs1, not of pss\n"
    ),
    (
      "openssl dgst -sign rsa.pem -out s -sigopt rsa_padding_mode:pss a; openssl dgst -prverify "
        + "rsa.pem -signature s a",
      "dgst: invalid padding, but PSS ends so: rsa_padding_mode:pss, or another key\n"
    ),
    (
      "openssl dgst -sign rsa.pem -out s -sigopt rsa_padding_mode:pss a; openssl dgst -prverify "
        + "rsa.pem -signature s -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:-1 a",
      "dgst: salt length check failed: expected: 32 retrieved: 222\n"
    ),
    ("openssl pkeyutl -in a", "pkeyutl: no private key given (-inkey parameter).\n"),
    ("openssl pkeyutl -inkey rsa.pem -in a", "pkeyutl: which digest? -pkeyopt digest:sha256 names"),
    (
      "openssl pkeyutl -inkey ec.pem -in a -digest sha256", "-digest can only be used with -rawin\n"
    ),
    ("openssl pkeyutl -inkey ec.pem -in a -sigfile a", "Signature file specified for non verify\n"),
    ("openssl pkeyutl -verify -inkey ec.pem -in a", "No signature file specified for verify\n"),
    ("openssl pkeyutl -verify -inkey ec.pem -in a -sigfile x", "Can't open signature file x, No"),
    (
      "openssl pkeyutl -inkey ec.pem -in a -pkeyopt digest:sha256",
      "pkeyutl: invalid digest length: sha256 makes 32 bytes, and these are 6; -rawin hashes a me"
    ),
    ("openssl pkeyutl -inkey ec.pem -rawin -digest x -in a", "Unknown option or message digest: x"),
    ("openssl pkeyutl -inkey ed.pem -in a", "Ed25519 signs whole messages, with -rawin\n"),
    ("openssl pkeyutl -inkey ed.pem -rawin < a", "unable to determine file size for oneshot oper"),
    ("openssl pkeyutl -inkey ed.pem -rawin -digest sha256 -in a", "pkeyutl: invalid digest: this"),
    ("openssl pkeyutl -encrypt -inkey ec.pem -in a", "operation not supported for this keytype: k"),
    (
      "openssl pkeyutl -encrypt -inkey rsa.pem -in a",
      "pkeyutl: encryption with the padding of PKCS"
    ),
    (
      "openssl pkeyutl -encrypt -inkey rsa.pem -in bin -pkeyopt rsa_padding_mode:oaep "
        + "-pkeyopt rsa_oaep_md:sha256",
      "data too large for key size: 256 bytes, and this key with sha256 takes 190; longer data go"
    ),
    (
      "openssl pkeyutl -decrypt -inkey rsa.pem -in a -pkeyopt rsa_padding_mode:oaep",
      "pkeyutl: a ciphertext of this key has 256 bytes, and this one has 6\n"
    ),
    (
      "openssl pkeyutl -encrypt -inkey rsa.pem -in a -pkeyopt rsa_oaep_md:sha256",
      "Can't set parameter rsa_oaep_md:sha256: rsa_padding_mode has to stand before it\n"
    ),
    (
      "openssl pkeyutl -encrypt -inkey rsa.pem -in a -pkeyopt rsa_padding_mode:oaep "
        + "-pkeyopt rsa_oaep_md:sha256 -pkeyopt rsa_mgf1_md:sha1",
      "pkeyutl: MGF1 by sha1 beside sha256 is not here, nor in KMS"
    ),
    ("openssl pkeyutl -derive -inkey ec.pem", "Key derivation failed: missing key; -peerkey names"),
    ("openssl pkeyutl -derive -inkey rsa.pem -peerkey a", "keys of curves agree on secrets\n"),
    (
      "openssl pkey -in k1.pem -pubout -out p; openssl pkeyutl -derive -inkey ec.pem -peerkey p",
      "pkeyutl: Error setting up peer key: it is not on P-256, as the private key is\n"
    ),
    (
      "openssl enc -id-aes256-wrap-pad -K $K -iv A65959A7 -in a",
      "enc: wrapping with padding has one IV, that of RFC 5649: -iv A65959A6\n"
    ),
    (
      "openssl enc -id-aes256-wrap-pad -K $K -in a", "enc: iv undefined: -iv A65959A6, that of RFC"
    ),
    (
      "openssl enc -id-aes256-wrap-pad -k x -in a",
      "enc: a password wraps no keys here: -K HEX -iv A65959A6\n"
    ),
    (
      "openssl enc -d -id-aes256-wrap-pad -K $K -iv A65959A6 -in bin",
      "enc: bad decrypt: another key than for wrapping, or a changed or shortened file\n"
    ),
    (
      "openssl enc -id-aes256-wrap-pad -K $K -iv A65959A6 -in empty",
      "enc: there is no key to wrap: the message is empty\n"
    ),
  ])
  func `A mistake with a key is told`(line: String, errors: String) throws {
    var environment = try environmentWithKeys()
    let results = try environment.enter(line)
    #expect(results.errors.contains(errors), "\(results.errors)")
    #expect(environment.lastStatus == 1)
  }

  @Test func `A key is another one each time, of the seed alone`() throws {
    let line = "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256"
    var (environment, other) = (FakeEnvironment(), FakeEnvironment())
    let first = try environment.enter(line).text
    #expect(try environment.enter(line).text != first)
    #expect(try other.enter(line).text == first)
  }

  @Test(arguments: [(44, 1_334, 2_420), (65, 1_974, 3_309), (87, 2_614, 4_627)])
  func `ML-DSA signs and verifies as OpenSSL from 3.5 on has it`(
    row: (name: Int, keyByteCount: Int, signatureByteCount: Int)
  ) throws {
    var environment = try environmentWithKeys()
    let made = try environment.enter(
      "openssl genpkey -algorithm ML-DSA-\(row.name) -out k && openssl pkey -in k -pubout "
        + "-outform DER -out p && wc -c p; openssl pkeyutl -sign -inkey k -in a -out s && wc -c s")
    #expect(made.text == "\(row.keyByteCount) p\n\(row.signatureByteCount) s\n", "\(made.errors)")
    let verify = "openssl pkeyutl -verify -pubin -inkey p -sigfile s -in"
    #expect(try environment.enter("\(verify) a").text == "Signature Verified Successfully\n")
    #expect(try environment.enter("\(verify) b").text == "Signature Verification Failure\n")
    let fixed = "openssl pkeyutl -sign -inkey k -in a -pkeyopt deterministic:1 | openssl dgst -r"
    #expect(try environment.enter(fixed).text == environment.enter(fixed).text)
    #expect(
      try environment.enter("openssl pkeyutl -sign -inkey k -in a -pkeyopt mu:1").errors
        == "pkeyutl: mu has 64 bytes, and these are 6\n")
    #expect(
      try environment.enter("openssl pkey -in k -noout -text").text.hasPrefix(
        "ML-DSA-\(row.name) Private-Key:\nseed:\n"))
  }

  /// The digests are those of what OpenSSL 3.5.9 prints of the same keys.
  @Test(arguments: [
    ("R", "e817eed3f3c4eba90a359514afad14bd12d863eecbeb0bf9628ccc67f38ad326"),
    ("S", "83d0eb65b1f313bf8f46ff3e47495f711f2439430dd45640e7d20541891b2083"),
    ("T", "eccfb666fed9d6e1d68b10e312699449f5bfd766a09cec7b7ae1f1e58bc48ed7"),
  ])
  func `A key of ML-DSA is printed with its seed, expanded, and with its public key`(
    row: (algorithm: String, digest: String)
  ) throws {
    var environment = try environmentWithKeys()
    let pem = """
      -----BEGIN PRIVATE KEY-----
      MDQCAQAwCwYJYIZIAWUDBAM\(row.algorithm)BCKAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZ
      GhscHR4f
      -----END PRIVATE KEY-----

      """
    try environment.files.write(Array(pem.utf8), to: "k")
    let printed = try environment.enter("openssl pkey -in k -noout -text | openssl dgst -r")
    #expect(printed.text == "\(row.digest) *stdin\n", "\(printed.errors)")
  }

  @Test(arguments: Toolbox.tool(named: "openssl")?.commands.map(\.word) ?? [])
  func `Every command explains itself within 80 columns`(word: String) throws {
    var environment = FakeEnvironment()
    let text = try environment.enter("openssl \(word) -help").text
    #expect(text.hasPrefix("usage: openssl \(word) "))
    let long = text.split(separator: "\n").filter { $0.count > 80 }.map { String($0) }
    #expect(long.isEmpty, "\(long)")
  }

  @Test func `More than OpenSSL wraps in one piece is refused`() throws {
    var environment = try environmentWithKeys()
    try environment.files.write([UInt8](repeating: 1, count: 4_096), to: "most")
    try environment.files.write([UInt8](repeating: 1, count: 4_097), to: "more")
    let line = "openssl enc -id-aes256-wrap-pad -K $K -iv A65959A6 -in"
    #expect(try environment.enter("\(line) most | wc -c").text == "4104\n")
    #expect(try environment.enter("\(line) more").errors.hasPrefix("enc: a key to wrap has at mos"))
  }

  @Test(arguments: ["rsa.pem", "ec.pem", "ed.pem"])
  func `A key file cut or changed anywhere is refused and crashes nothing`(name: String) throws {
    var environment = try environmentWithKeys()
    let der = try environment.enter("openssl pkcs8 -topk8 -nocrypt -outform DER -in \(name)")
      .flatMap(\.output)
    for count in stride(from: 0, to: der.count, by: 7) {
      try environment.files.write(Array(der.prefix(count)), to: "x")
      #expect(try environment.enter("openssl pkey -in x").text.isEmpty)
    }
    for index in 0..<16 {
      var changed = der
      changed[index] ^= 0x41
      try environment.files.write(changed, to: "x")
      #expect(try environment.enter("openssl pkey -in x").text.isEmpty)
    }
  }
}

struct PEMTests {
  @Test(arguments: [
    ("", []), ("text", []),
    ("-----BEGIN A-----\nAQ==\n-----END A-----", [PEM(label: "A", bytes: [1])]),
    (
      "x\n-----BEGIN A-----\r\nAQID\r\nBA==\r\n-----END A-----\r\ny\n",
      [PEM(label: "A", bytes: [1, 2, 3, 4])]
    ),
    ("-----BEGIN A-----\nAQ==\n-----END B-----", []), ("-----BEGIN A-----\nAQ==\n", []),
    ("-----BEGIN A-----\n!\n-----END A-----", []), ("-----BEGIN -----", []), ("-----BEGIN ", []),
    ("-----END A-----\n-----BEGIN A-----\n-----END A-----", [PEM(label: "A", bytes: [])]),
    (
      "-----BEGIN A-----\n-----BEGIN B-----\nAg==\n-----END B-----\n-----END A-----",
      [PEM(label: "B", bytes: [2])]
    ),
  ])
  func `Blocks of PEM are found in any text`(text: String, blocks: [PEM]) {
    #expect(PEM.blocks(in: Array(text.utf8)) == blocks)
  }

  @Test func `PEM has lines of 64 characters and is read back`() {
    let pem = PEM(label: "PUBLIC KEY", bytes: [UInt8](repeating: 7, count: 100))
    #expect(pem.text.split(separator: "\n").map(\.count) == [26, 64, 64, 8, 24])
    #expect(PEM.blocks(in: Array(pem.text.utf8)) == [pem])
  }
}
