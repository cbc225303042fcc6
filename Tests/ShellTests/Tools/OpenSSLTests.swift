import Kernel
import Shell
import ShellBench
import Testing

struct OpenSSLTests {
  @Test(arguments: openSSLRows)
  func `openssl prints what OpenSSL prints`(row: BashRow) throws {
    var environment = FakeEnvironment()
    for (name, value) in openSSLVariables { environment.variables[name] = value }
    let results = try environment.enter(row.line)
    #expect(results.text == row.output, "\(results.errors)")
    #expect(environment.lastStatus == row.status)
  }

  @Test func `A password makes another ciphertext each time, of the seed alone`() throws {
    let line = "openssl enc -aes-256-cbc -pbkdf2 -k secret -in a"
    var environment = FakeEnvironment()
    let first = try environment.enter(line).flatMap(\.output)
    let second = try environment.enter(line).flatMap(\.output)
    #expect(first.starts(with: Array("Salted__".utf8)) && first.count == 32 && first != second)
    var other = FakeEnvironment()
    #expect(try other.enter(line).flatMap(\.output) == first)
    other.files = VirtualFiles(seed: 1)
    #expect(try other.enter(line).flatMap(\.output) != first)
    try environment.files.write(second, to: "x")
    let opened = try environment.enter("openssl enc -d -aes-256-cbc -pbkdf2 -k secret -in x")
    #expect(opened.text == "hello\n")
  }

  @Test(arguments: [
    ("openssl enk", "openssl: Invalid command 'enk'; here are enc, rand, dgst, base64, genpkey, "),
    (
      "openssl x509 -in c",
      "openssl: x509 is not here: kmslab has keys and signatures, no certificates and no DSA\n"
    ),
    (
      "openssl rsautl -encrypt -in m",
      "openssl: rsautl is not here; openssl pkeyutl does it for every kind of key\n"
    ),
    ("openssl enc -aes-256-cbz", "enc: -aes-256-cbz is not here; the ciphers are -aes-256-cbc, "),
    ("openssl enc -aes-256-gcm", "enc: AEAD ciphers not supported, nor are they by OpenSSL's"),
    ("openssl enc -aes-256-xts", "enc: XTS ciphers not supported"),
    ("openssl enc -des3", "enc: -des3 is not here; the ciphers are"),
    ("openssl enc -inn a", "enc: Unknown option: -inn; the nearest is -in\n"),
    ("openssl enc -in", "enc: option '-in' requires an argument: -in FILE\n"),
    ("openssl enc -salt=1", "enc: Option -salt does not take a value\n"),
    ("openssl enc -aes-256-cbc -k x -in aa", "enc: Can't open aa for reading, No such file or"),
    ("openssl enc -in fileb://a", "enc: Can't open fileb://a for reading, No such file or"),
    ("openssl enc -k x -in a more", "enc: Extra argument more: files go after -in and -out\n"),
    ("openssl enc -K 00 0a0b", "enc: Extra argument 0a0b: xxd -p breaks its line after 30 bytes;"),
    ("openssl enc -aes-256-cbc -in a", "enc: no key: -K HEX -iv HEX gives one, -pass file:NAME"),
    ("openssl enc -aes-256-cbc -K 00 -in a", "enc: iv undefined: -iv HEX gives 16 bytes"),
    ("openssl enc -aes-256-cbc -k x -iter 0", "enc: -iter takes a number from 1 to 1000000, not 0"),
    ("openssl enc -aes-256-cbc -k x -md md6", "enc: Unknown option or message digest: md6; here"),
    ("openssl enc -aes-256-cbc -pass x", "enc: Invalid password argument x: file:NAME reads"),
    ("openssl enc -aes-256-cbc -pass env:P", "enc: tools see no variables here; write -pass"),
    ("openssl enc -aes-256-cbc -pass file:no", "enc: Can't open file no for the password"),
    ("openssl enc -aes-256-cbc -kfile empty", "enc: zero length password in empty\n"),
    ("openssl enc -aes-256-cbc -d -k x -in a", "enc: bad magic number: what openssl enc"),
    ("openssl enc -in a -out /x", "enc: Can't open /x for writing: /x: a virtual file's name"),
    ("openssl rand", "rand: how many bytes? openssl rand -hex 32 makes 32\n"),
    ("openssl rand x", "rand: Can't parse x as a number of bytes\n"),
    ("openssl rand 1 -hex", "rand: Extra argument -hex: options stand before the number\n"),
    ("openssl rand -hex -base64 1", "rand: -hex or -base64, not both\n"),
    ("openssl rand 999999999999", "rand: the output would be larger than 32 MiB\n"),
    ("openssl dgst -sha3-256 a", "dgst: Unknown option: -sha3-256; the nearest is -sha256\n"),
    ("openssl dgst -sign k a", "dgst: Could not open file or uri for loading private key from k, "),
    ("openssl dgst -sha256 -xoflen 64 a", "dgst: Length can only be specified for XOF"),
    (
      "openssl dgst -shake256 -xoflen 0 a",
      "dgst: 0 is no number from 1 to 65536 for option -xoflen"
    ),
    ("openssl dgst -shake256 -hmac k a", "dgst: -shake256 makes digests only"),
    ("openssl dgst -sha256 -mac CMAC a", "dgst: CMAC is not here; -mac HMAC is\n"),
    ("openssl dgst -sha256 -mac HMAC -macopt hexkey:0 a", "dgst: -mac HMAC needs its key:"),
    ("openssl dgst -mac HMAC -macopt key:0 a", "dgst: -mac has no default digest: name one"),
  ])
  func `A mistake is told`(line: String, errors: String) throws {
    var environment = FakeEnvironment()
    let results = try environment.enter(line)
    #expect(results.errors.contains(errors), "\(results.errors)")
    #expect(environment.lastStatus == 1)
  }

  @Test(arguments: [
    ("openssl enc -in a", "enc: no cipher was named, so this is a copy; -aes-256-cbc encrypts\n"),
    ("openssl enc -aes-256-cbc -iter 1 -k file://a", "enc: -k takes the password itself, here the"),
    ("openssl enc -aes-256-cbc -iter 1 -pass file:bin", "enc: bin has 256 bytes, and the password"),
    (
      "openssl enc -aes-256-cbc -iter 1 -pass file:c", "enc: c has 14 bytes, and the password is th"
    ),
    ("openssl enc -aes-256-cbc -iter 1 -pass file:a", ""),
    (
      "openssl enc -aes-256-cbc -K 0 -iv 0", "hex string is too short, padding with zero bytes to l"
    ),
    ("openssl enc -aes-256-cbc -k x", "*** WARNING : deprecated key derivation used.\nUsing -iter"),
    ("printf YQ== | openssl base64 -d", "enc: the base64 has no line break; -A reads it as one li"),
    ("printf 'YQ==\\nYQ==\\n' | openssl base64 -d -A", "enc: the base64 has 2 lines, and -A reads"),
    ("printf 'YWJj!\\n' | openssl base64 -d", "enc: that is no whole base64; what stands before t"),
  ])
  func `What OpenSSL does without a word, or with its own, is told`(
    line: String, warning: String
  ) throws {
    var environment = FakeEnvironment()
    let results = try environment.enter(line)
    #expect(warning.isEmpty ? results.errors.isEmpty : results.errors.hasPrefix(warning))
    #expect(environment.lastStatus == 0)
  }
}
