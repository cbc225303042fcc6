import Ciphers
import Kernel
import Text

extension Tool {
  /// `openssl genpkey`.
  static let opensslGenpkey = Tool(
    "openssl genpkey", "Makes a private key, from the seed of the session.", operands: "",
    options: [
      ToolOption("-algorithm", value: "NAME", summary: "RSA, EC, ED25519 or ML-DSA-44, -65, -87"),
      ToolOption(
        "-pkeyopt", value: "OPTION", summary: "rsa_keygen_bits:3072, ec_paramgen_curve:P-256"),
      ToolOption("-outform", value: "FORMAT", summary: "PEM, as without it, or DER"),
      ToolOption("-out", value: "FILE", summary: "what to write; else it is printed"),
      ToolOption("-text", summary: "the numbers, too"),
      ToolOption("-quiet", summary: "no dots, as without it"),
    ], style: .words,
    details: """
      Curves are P-256, P-384, P-521 and secp256k1. As with OpenSSL 3.0, -outform DER
      writes RSA as PKCS #1 and curves as SEC 1; for the PKCS #8 that KMS imports:

        openssl genpkey -algorithm RSA | openssl pkcs8 -topk8 -nocrypt -outform DER \\
          -out key.p8

      ML-DSA is in OpenSSL from 3.5 on. The private key says all: who reads it signs
      and decrypts as its owner.
      """
  ) { files, arguments, _, pace throws(ToolFailure) in
    try arguments.refuseExtra(of: "genpkey")
    let format = try KeyFormat("-outform", of: arguments) ?? .pem
    guard let algorithm = arguments.option("-algorithm") else {
      throw ToolFailure(
        message: "which algorithm? -algorithm RSA, EC, ED25519, ML-DSA-65",
        next: "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256")
    }
    let key = try NewKey(algorithm, arguments).generate(&files, pace)
    let text = arguments.has("-text") ? KeyText(key).text : ""
    return try arguments.deliver(KeyOutput.bytes(key, format) + Array(text.utf8), "", &files)
  }

  /// `openssl genrsa`.
  static let opensslGenrsa = Tool(
    "openssl genrsa", "Makes a private key for RSA, as genpkey does.", operands: "[BITS]",
    options: [
      ToolOption("-out", value: "FILE", summary: "what to write; else it is printed"),
      ToolOption("-traditional", summary: "PKCS #1 instead of PKCS #8"),
    ], style: .words
  ) { files, arguments, _, pace throws(ToolFailure) in
    let word = arguments.operands.first
    if arguments.operands.count > 1 {
      throw ToolFailure(
        message: "Extra argument \(quoted(arguments.operands[1].text)): options stand before the"
          + " number", range: arguments.operands[1].range, next: "openssl genrsa 2048")
    }
    guard let bits = Int(word?.text ?? "2048") else {
      throw ToolFailure(
        message: "Can't parse \(quoted(word?.text ?? "")) as a number", range: word?.range,
        replacement: "2048")
    }
    let key = try NewKey.rsa(bits, range: word?.range).generate(&files, pace)
    let old = arguments.has("-traditional") ? KeyOutput.traditional(key) : nil
    return try arguments.deliver(old ?? KeyOutput.bytes(key, .pem), "", &files)
  }
}

/// A private key that is to be made.
struct NewKey {
  private let algorithm: KeyAlgorithm
  private var bits = 2048

  /// The sizes of RSA.
  private static let sizes = [2048, 3072, 4096]

  /// Reads `-algorithm` and `-pkeyopt`.
  init(_ name: ToolArguments.Option, _ arguments: ToolArguments) throws(ToolFailure) {
    let settings = arguments.options.filter { $0.name == "-pkeyopt" }
    switch name.value.uppercased() {
    case "RSA":
      var key = NewKey(.rsa)
      for setting in settings {
        let value = try NewKey.value(of: setting, "rsa_keygen_bits", other: "rsa_keygen_pubexp")
        key = try .rsa(Int(value) ?? 0, range: setting.range)
      }
      self = key
    case "EC":
      var curve: EllipticCurve?
      for setting in settings {
        let value = try NewKey.value(of: setting, "ec_paramgen_curve", "group")
        curve = try NewKey.curve(value, setting)
      }
      guard let curve else {
        throw ToolFailure(
          message: "Error generating EC key: no curve; -pkeyopt ec_paramgen_curve:P-256 names one",
          range: name.range,
          next: "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256")
      }
      self.init(.ellipticCurve(curve))
    default:
      let all = KeyAlgorithm.all.filter { $0.openSSLName != nil }
      guard let algorithm = all.first(where: { $0.openSSLName == name.value.uppercased() }) else {
        throw NewKey.unknown(name)
      }
      if let setting = settings.first {
        throw ToolFailure(
          message: "Error setting \(setting.value) parameter: \(name.value) has none",
          range: setting.range)
      }
      self.init(algorithm)
    }
  }

  private init(_ algorithm: KeyAlgorithm) { self.algorithm = algorithm }

  /// A key for RSA of so many bits.
  static func rsa(_ bits: Int, range: Range<Int>?) throws(ToolFailure) -> NewKey {
    guard sizes.contains(bits) else {
      throw ToolFailure(
        message: "a key for RSA has 2048, 3072 or 4096 bits here, as in KMS", range: range,
        next: "openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048")
    }
    var key = NewKey(.rsa)
    key.bits = bits
    return key
  }

  /// What stands behind the colon of a setting that has one of these names.
  private static func value(
    of setting: ToolArguments.Option, _ name: String, _ alias: String = "", other: String = ""
  ) throws(ToolFailure) -> String {
    let halves = setting.value.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    if halves.count == 2, [name, alias].contains(String(halves[0])) { return String(halves[1]) }
    if halves.count == 2, halves[0] == other, ["65537", "0x10001"].contains(halves[1]) {
      return "2048"
    }
    throw ToolFailure(
      message: "Error setting \(quoted(setting.value)) parameter: here is \(name):VALUE",
      range: setting.range, next: "openssl genpkey -help")
  }

  private static func curve(
    _ name: String, _ setting: ToolArguments.Option
  ) throws(ToolFailure) -> EllipticCurve {
    let curves = EllipticCurve.allCases
    if let curve = curves.first(where: { [$0.openSSLName, $0.nistName].contains(name) }) {
      return curve
    }
    let names = curves.map(\.shortName).joined(separator: ", ")
    throw ToolFailure(
      message: "invalid curve \(quoted(name)); here are \(names)",
      range: setting.range, next: "openssl genpkey -help")
  }

  private static func unknown(_ name: ToolArguments.Option) -> ToolFailure {
    let names = ["RSA", "EC"] + KeyAlgorithm.all.compactMap(\.openSSLName)
    let near = nearest(to: name.value, among: names)
    return ToolFailure(
      message: "Error initializing \(quoted(name.value)) context: the algorithms here are"
        + " \(names.joined(separator: ", "))", range: name.range,
      next: near == nil ? "openssl genpkey -help" : nil, replacement: near)
  }

  /// Makes it.
  func generate(_ files: inout VirtualFiles, _ pace: Pace) throws(ToolFailure) -> PrivateKey {
    guard !pace.isStopped() else { throw .stopped }
    do throws(CipherError) {
      switch algorithm {
      case .rsa:
        var generator = files.generator()
        return .rsa(try RSA.PrivateKey(generating: bits, from: &generator))
      case .ellipticCurve(let curve):
        var generator = files.generator()
        return .ellipticCurve(ECPrivateKey(generating: curve, from: &generator))
      case .ed25519: return .ed25519(try Ed25519.PrivateKey(seed: files.randomBytes(32)))
      case .mlDSA(let parameters):
        return .mlDSA(try MLDSA.PrivateKey(seed: files.randomBytes(32), parameters))
      }
    } catch {
      throw ToolFailure(message: "Error generating the key: \(error)")
    }
  }
}

extension EllipticCurve {
  /// The name that people use.
  var shortName: String { nistName ?? openSSLName }
}

extension KeyAlgorithm {
  /// OpenSSL's name of an algorithm that needs no parameters beside it.
  var openSSLName: String? {
    switch self {
    case .rsa, .ellipticCurve: nil
    case .ed25519: "ED25519"
    case .mlDSA(let parameters): parameters.name
    }
  }
}
