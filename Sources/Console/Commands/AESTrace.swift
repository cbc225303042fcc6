import Ciphers
import Kernel
import Sessions
import Shell
import Text

extension LabCommand {
  /// Shows every state of AES.
  static let aes = LabCommand(
    "aes", "shows how AES encrypts a block, step by step", operands: "trace",
    options: [
      ToolOption("--key", value: "HEX", summary: "16, 24 or 32 bytes"),
      ToolOption("--block", value: "HEX", summary: "the plaintext, 16 bytes"),
    ],
    details: """
      aes trace --key 2b7e151628aed2a6abf7158809cf4f3c \\
        --block 3243f6a8885a308d313198a2e0370734
          the example of FIPS 197, appendix B: follow it there line by line

      First the key schedule, as in appendix A of FIPS 197, then the rounds, as in
      appendix B: each state is a square of 16 bytes, filled column by column.
      AddRoundKey adds (xor) the round's key to the square beside it; that is the
      start of the next round, and in the end the output.
      --output json has the same states as rows of digits.

      For lessons: this is the standard's own procedure, which looks up a table by
      secret bytes. Nothing else here uses it. Never type a key that protects
      anything; the line stays out of the history file.
      """, takesSecrets: true
  ) { _, arguments, _ throws(Fault) in
    try arguments.demandTrace(of: "aes", example: AESTrace.example)
    let key = try HexOption.key.bytes(of: arguments, example: AESTrace.example)
    let block = try AESTrace.block.bytes(of: arguments, example: AESTrace.example)
    do throws(CipherError) {
      return AESTrace(try AES.Reference.encrypt(block: block, key: key), key: key).answer
    } catch {
      throw Fault("AES refuses these bytes: \(error)", next: AESTrace.example)
    }
  }
}

extension ToolArguments {
  /// Refuses anything but the one word `trace`.
  func demandTrace(of command: String, example: String) throws(Fault) {
    guard operands.first?.text == "trace" else {
      throw Fault("\(command) does one thing: trace", range: operands.first?.range, next: example)
    }
    try refuseWords(after: 1, of: command)
  }
}

/// A trace of AES in the layout of FIPS 197, appendices A and B.
struct AESTrace {
  static let example =
    "aes trace --key 2b7e151628aed2a6abf7158809cf4f3c --block 3243f6a8885a308d313198a2e0370734"
  static let block = HexOption(
    name: "--block", rule: "a block has 16 bytes, 32 digits"
  ) { $0 == 16 }

  private typealias State = AES.Reference.State

  private let trace: AES.Reference.Trace
  /// The length of the key in bytes.
  private let keyByteCount: Int

  init(_ trace: AES.Reference.Trace, key: [UInt8]) {
    self.trace = trace
    keyByteCount = key.count
  }

  /// The trace in words and as data.
  var answer: LabAnswer {
    let words = trace.keyExpansion.words
    let title =
      "AES-\(keyByteCount * 8), FIPS 197: Nk = \(keyByteCount / 4) words of key, "
      + "Nr = \(trace.rounds.count) rounds"
    return LabAnswer(
      lines: [
        title, "", "Key schedule, section 5.2: w[i] = w[i-Nk] xor what is left of it in its line",
      ]
        + schedule + [
          "",
          "Rounds, section 5.1: AddRoundKey (last square xor key) starts the next round",
        ] + squares
        + ["", "ciphertext  \(Hex.encode(trace.output))"],
      document: [
        "Rounds": .integer(trace.rounds.count),
        "KeySchedule": .list(words.map { .string(Hex.encode($0.w)) }),
        "Input": rows(trace.input),
        "States": .list(trace.rounds.indices.map(document)),
        "Ciphertext": .string(Hex.encode(trace.output)),
      ])
  }
}

/// The key schedule.
extension AESTrace {
  /// A line for each word: the columns of appendix A.
  private var schedule: [String] {
    let words = trace.keyExpansion.words
    let titles = ["i", "temp", "RotWord", "SubWord", "Rcon", "xor Rcon", "w[i-Nk]", "w[i]"]
    return [row(titles)]
      + words.indices.map { i in
        let word = words[i]
        let sum = zip(word.afterSubWord ?? [], word.Rcon ?? []).map { $0 ^ $1 }
        let before = i < keyByteCount / 4 ? nil : words[i - keyByteCount / 4].w
        return row(
          ["\(i)"]
            + [word.temp, word.afterRotWord, word.afterSubWord, word.Rcon, sum, before, word.w]
            .map { $0.map(Hex.encode) ?? "" })
      }
  }

  /// Cells of one line, the first of two digits, the others of a word.
  private func row(_ cells: [String]) -> String {
    let text = cells[0].padded(4) + cells.dropFirst().map { $0.padded(10) }.joined()
    return String(text.reversed().drop { $0 == " " }.reversed())
  }
}

/// The rounds.
extension AESTrace {
  /// Four lines for each round: the columns of appendix B.
  private var squares: [String] {
    var lines = [
      band("", ["start of", "after", "after", "after", "round"]),
      band("round", ["round", "SubBytes", "ShiftRows", "MixColumns", "key"]),
    ]
    lines += square("input", [trace.input, nil, nil, nil, trace.keyExpansion.roundKey(0)])
    for (index, round) in trace.rounds.enumerated() {
      lines += square(
        "\(index + 1)",
        [
          round.start, round.afterSubBytes, round.afterShiftRows, round.afterMixColumns,
          round.roundKey,
        ])
    }
    return lines + square("output", [trace.rounds.last?.afterAddRoundKey])
  }

  /// A blank line, then states beside one another.
  private func square(_ label: String, _ states: [State?]) -> [String] {
    [""]
      + (0..<4).map { r in
        band(r == 0 ? label : "", states.map { $0.map { digits($0.s[r]) } ?? "" })
      }
  }

  /// One line of squares.
  private func band(_ label: String, _ cells: [String]) -> String {
    let text = label.padded(8) + cells.map { $0.padded(14) }.joined()
    return String(text.reversed().drop { $0 == " " }.reversed())
  }

  private func digits(_ row: [UInt8]) -> String {
    row.map { Hex.encode([$0]) }.joined(separator: " ")
  }

  /// A state as four rows.
  private func rows(_ state: State) -> Document {
    .list(state.s.map { .string(digits($0)) })
  }

  /// A round's states; the last round has no MixColumns.
  private func document(_ index: Int) -> Document {
    let round = trace.rounds[index]
    var object: DocumentObject = [
      "Round": .integer(index + 1), "Start": rows(round.start),
      "SubBytes": rows(round.afterSubBytes), "ShiftRows": rows(round.afterShiftRows),
    ]
    object["MixColumns"] = round.afterMixColumns.map(rows)
    object["RoundKey"] = rows(round.roundKey)
    object["AddRoundKey"] = rows(round.afterAddRoundKey)
    return .object(object)
  }
}
