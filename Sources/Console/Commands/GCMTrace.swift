// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of NIST SP 800-38D.

import Ciphers
import Kernel
import Sessions
import Shell
import Text

extension LabCommand {
  /// Shows every step of GCM.
  static let gcm = LabCommand(
    "gcm", "shows how AES-GCM encrypts and makes its tag, step by step", operands: "trace",
    options: [
      ToolOption("--key", value: "HEX", summary: "16, 24 or 32 bytes"),
      ToolOption("--iv", value: "HEX", summary: "1 to 64 bytes; 12 are best"),
      ToolOption("--plaintext", value: "HEX", summary: "at most 1,024 bytes; none by default"),
      ToolOption("--aad", value: "HEX", summary: "the same for authenticated data"),
    ],
    details: """
      gcm trace --key feffe9928665731c6d6a8f9467308308 \\
        --iv cafebabefacedbaddecaf888 --plaintext d9313225f88406e5 --aad feedface

      The letters are those of NIST SP 800-38D: H is the hash subkey, J0 the first
      counter block, CB the others, X and Y what GHASH takes and makes. CIPH is AES,
      which aes trace shows. --output json has the same values.

      For lessons: this is the standard's own procedure, in no constant time. Never
      type a key that protects anything; the line stays out of the history file.
      """, takesSecrets: true
  ) { _, arguments, _ throws(Fault) in
    let example = GCMTrace.example
    try arguments.demandTrace(of: "gcm", example: example)
    let key = try HexOption.key.bytes(of: arguments, example: example)
    let IV = try GCMTrace.iv.bytes(of: arguments, example: example)
    let P = try GCMTrace.plaintext.bytes(of: arguments, example: example)
    let A = try GCMTrace.aad.bytes(of: arguments, example: example)
    do throws(CipherError) {
      let trace = try AES.GCM.trace(P, key: key, nonce: IV, authenticating: A)
      return GCMTrace(trace: trace, keyByteCount: key.count, IV: IV, A: A).answer
    } catch {
      throw Fault("GCM refuses these bytes: \(error)", next: example)
    }
  }
}

/// A trace of GCM in the words of NIST SP 800-38D.
struct GCMTrace {
  static let example =
    "gcm trace --key feffe9928665731c6d6a8f9467308308 --iv cafebabefacedbaddecaf888"
    + " --plaintext d9313225f88406e5 --aad feedface"
  static let iv = HexOption(
    name: "--iv", rule: "an IV has 1 byte or more, here at most 64, best 12"
  ) { (1...64).contains($0) }
  static let plaintext = HexOption(
    name: "--plaintext", rule: "at most 1,024 bytes are traced", allows: { $0 <= 1024 },
    standard: [])
  static let aad = HexOption(
    name: "--aad", rule: "at most 1,024 bytes are traced", allows: { $0 <= 1024 }, standard: [])

  let trace: AES.GCM.Trace
  let keyByteCount: Int
  let IV: [UInt8]
  let A: [UInt8]

  /// The trace in words and as data.
  var answer: LabAnswer {
    let title =
      "AES-\(keyByteCount * 8)-GCM, NIST SP 800-38D section 7.1: "
      + "P has \(counted(trace.ciphertext.count, "byte")), A \(A.count), IV \(IV.count)"
    let J0 =
      IV.count == 12
      ? "IV and 00000001, since IV has 12 bytes" : "GHASH of IV, since IV is not 12 bytes"
    return LabAnswer(
      lines: [
        title, "", "H   \(Hex.encode(trace.H))  CIPH of 16 zero bytes",
        "J0  \(Hex.encode(trace.J0))  \(J0)", "",
        "GCTR, section 6.5: C = P xor CIPH(CB), CB counts up from J0",
      ] + counters + ["", "GHASH, section 6.4: Y = (Y xor X) times H, from Y = 0"] + hashes
        + ["", "Tag, section 7.1: T = S xor CIPH(J0)"] + tag
        + ["", "ciphertext and tag"] + paragraphs(trace.ciphertext + trace.tag),
      document: document)
  }

  /// Two lines for each block of GCTR.
  private var counters: [String] {
    guard !trace.counters.isEmpty else { return ["  nothing to encrypt"] }
    var lines: [String] = []
    for (index, step) in trace.counters.enumerated() {
      let (CB, encrypted) = (Hex.encode(step.block), Hex.encode(step.encrypted))
      let (P, C) = (Hex.encode(step.input), Hex.encode(step.output))
      lines.append("\(index + 1)".padded(4) + "CB \(CB)  CIPH \(encrypted)")
      lines.append("    P  \(P.padded(32))  C    \(C)")
    }
    return lines
  }

  /// A line for each block of GHASH.
  private var hashes: [String] {
    trace.hashes.map { step in
      let label =
        switch step.part {
        case .data: "A"
        case .ciphertext: "C"
        case .lengths: "len"
        }
      return label.padded(4) + "X  \(Hex.encode(step.X))  Y    \(Hex.encode(step.Y))"
    }
  }

  private var tag: [String] {
    [
      "S         \(Hex.encode(trace.hashes.last?.Y ?? []))  the last Y",
      "CIPH(J0)  \(Hex.encode(trace.tagMask))", "T         \(Hex.encode(trace.tag))",
    ]
  }

  /// Lines of 32 bytes.
  private func paragraphs(_ bytes: [UInt8]) -> [String] {
    stride(from: 0, to: bytes.count, by: 32).map { start in
      "    " + Hex.encode(Array(bytes[start..<min(start + 32, bytes.count)]))
    }
  }

  private var document: Document {
    [
      "H": hex(trace.H), "J0": hex(trace.J0),
      "GCTR": .list(
        trace.counters.map { step in
          [
            "CB": hex(step.block), "CIPH": hex(step.encrypted), "P": hex(step.input),
            "C": hex(step.output),
          ]
        }),
      "GHASH": .list(trace.hashes.map { ["X": hex($0.X), "Y": hex($0.Y)] }),
      "TagMask": hex(trace.tagMask), "Ciphertext": hex(trace.ciphertext), "Tag": hex(trace.tag),
    ]
  }

  private func hex(_ bytes: [UInt8]) -> Document { .string(Hex.encode(bytes)) }
}
