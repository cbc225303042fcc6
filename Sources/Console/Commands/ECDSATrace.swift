// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of FIPS 186-5.

import Ciphers
import Kernel
import Sessions
import Shell
import Text

extension LabCommand {
  /// Shows every step of ECDSA on a small curve.
  static let ecdsa = LabCommand(
    "ecdsa", "shows how ECDSA signs on a small curve, step by step",
    operands: "trace",
    options: [
      ToolOption("--d", value: "N", summary: "the private key, 1 to 106; 25 by default"),
      ToolOption("--k", value: "N", summary: "the secret of this signature; 33 by default"),
      ToolOption("--e", value: "N", summary: "the message's number; 44 by default"),
    ],
    details: """
      ecdsa trace
      ecdsa trace --d 25 --k 33 --e 44

      The letters are those of FIPS 186-5, section 6.4; the curve is
      y² = x³ − 3x + 6 over the integers mod 97, with 107 points. A multiple of a
      point is made by doubling and adding, a bit a line; O is the point at
      infinity. --output json has the same numbers.

      Sign two messages with one --k, and solve for d: that is how keys were lost.
      """
  ) { _, arguments, _ throws(Fault) in
    let example = ECDSATrace.example
    try arguments.demandTrace(of: "ecdsa", example: example)
    let d = try ECDSATrace.secret("--d", 25).number(of: arguments, example: example)
    let k = try ECDSATrace.secret("--k", 33).number(of: arguments, example: example)
    let e = try ECDSATrace.e.number(of: arguments, example: example)
    do throws(CipherError) {
      return ECDSATrace(trace: try SmallCurve.lesson.trace(e, d: d, k: k)).answer
    } catch {
      throw Fault(
        "with these numbers r or s is 0, and section 6.4.1 takes another k", next: example)
    }
  }
}

/// A trace of ECDSA in the letters of FIPS 186-5.
struct ECDSATrace {
  static let example = "ecdsa trace --d 25 --k 33 --e 44"

  fileprivate static func secret(_ name: String, _ standard: UInt64) -> NumberOption {
    let n = SmallCurve.lesson.n
    return NumberOption(name: name, rule: "a number from 1 to \(n - 1)", standard: standard) {
      (1..<n).contains($0)
    }
  }
  fileprivate static let e = NumberOption(
    name: "--e", rule: "a number of at most 32 bits", standard: 44
  ) { $0 < 1 << 32 }

  private typealias Multiple = SmallCurve.Multiple

  let trace: SmallCurve.Trace

  /// The trace in words and as data.
  var answer: LabAnswer {
    let t = trace
    let n = t.curve.n
    return LabAnswer(
      lines: [
        "ECDSA, FIPS 186-5 section 6.4, on y² = x³ − 3x + 6 mod \(t.curve.p)",
        "G = \(name(t.curve.G)), of order n = \(n)", "",
        "The key: d = \(t.d), Q = d·G; d is \(String(t.d, radix: 2)) in bits",
      ] + table(t.Q, "G") + [
        "Q = \(name(t.Q.point)), the public key", "",
        "Sign: e = \(t.e) stands for the message, k = \(t.k) is secret and new each time",
        "R = k·G; k is \(String(t.k, radix: 2)) in bits",
      ] + table(t.R, "G") + [
        "r = x of R mod n = \(t.r)", "1/k mod n = \(t.inverseOfK)",
        "s = (e + r·d)/k mod n = (\(t.e) + \(t.r)·\(t.d))·\(t.inverseOfK) mod \(n) = \(t.s)",
        "the signature is r = \(t.r), s = \(t.s)", "",
      ] + verification + [
        "", "Who learns k has the key: d = (s·k − e)/r mod n = \(solved)",
      ], document: document)
  }

  private var verification: [String] {
    let (v, n) = (trace.verification, trace.curve.n)
    return [
      "Verify, with Q alone", "1/s mod n = \(v.inverseOfS)",
      "u1 = e/s mod n = \(v.u1), u2 = r/s mod n = \(v.u2)",
      "u1·G = \(name(v.u1G.point)), u2·Q = \(name(v.u2Q.point))",
      "u1·G + u2·Q = \(name(v.R.point))" + (v.R.slope.map { ", slope \($0)" } ?? ""),
      "its x mod \(n) is \(v.isValid ? "" : "not ")r: \(v.isValid ? "valid" : "not valid")",
    ]
  }

  /// d as somebody computes it who knows k, with r⁻¹ = r^(n − 2).
  private var solved: UInt64 {
    let n = trace.curve.n
    var inverse: UInt64 = 1
    for _ in 0..<(n - 2) { inverse = inverse * trace.r % n }
    return (trace.s * trace.k % n + n - trace.e) % n * inverse % n
  }

  private func name(_ point: SmallCurve.Point?) -> String {
    point.map { "(\($0.x), \($0.y))" } ?? "O"
  }

  private func table(_ multiple: SmallCurve.Multiple, _ summand: String) -> [String] {
    ["  bit  doubled             plus \(summand)"]
      + multiple.steps.map { step in
        let added = step.added.map { sum($0) } ?? "–"
        return "  \(step.bit)    \(sum(step.doubled).padded(18))  \(added)"
      }
  }

  private func sum(_ sum: SmallCurve.Sum) -> String {
    name(sum.point) + (sum.slope.map { " slope \($0)" } ?? "")
  }

  private var document: Document {
    let (t, v) = (trace, trace.verification)
    return [
      "P": number(t.curve.p), "N": number(t.curve.n), "G": point(t.curve.G), "D": number(t.d),
      "Q": multiple(t.Q), "E": number(t.e), "K": number(t.k), "KG": multiple(t.R),
      "InverseOfK": number(t.inverseOfK), "R": number(t.r), "S": number(t.s),
      "Verification": [
        "InverseOfS": number(v.inverseOfS), "U1": number(v.u1), "U2": number(v.u2),
        "U1G": multiple(v.u1G), "U2Q": multiple(v.u2Q), "Sum": point(v.R.point),
        "Valid": .bool(v.isValid),
      ],
    ]
  }

  private func multiple(_ multiple: Multiple) -> Document {
    [
      "Point": point(multiple.point),
      "Steps": .list(
        multiple.steps.map { step in
          var object: DocumentObject = [
            "Bit": number(step.bit), "Doubled": point(step.doubled.point),
          ]
          object["Added"] = step.added.map { point($0.point) }
          return .object(object)
        }),
    ]
  }

  private func point(_ point: SmallCurve.Point?) -> Document {
    point.map { .list([number($0.x), number($0.y)]) } ?? .string("O")
  }

  private func number(_ number: UInt64) -> Document { .integer(Int(clamping: number)) }
}
