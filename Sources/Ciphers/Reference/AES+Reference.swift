// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters and words are those of FIPS 197.

extension AES {
  /// AES as FIPS 197 says it, step by step, for tests and for `aes trace`.
  ///
  /// Not constant-time: it looks up SBOX by secret bytes and branches on secret bits. It must never
  /// encrypt anything but test vectors and lessons; the cipher for everything else is `AES` itself.
  package enum Reference {
    /// Nr, the number of rounds, FIPS 197 §5, table 3; nothing for a key of another length.
    package static func roundCount(keyByteCount: Int) -> Int? {
      [16: 10, 24: 12, 32: 14][keyByteCount]
    }

    /// CIPHER, FIPS 197 §5.1, Algorithm 1, with every state on the way.
    package static func encrypt(
      block: [UInt8], key: [UInt8]
    ) throws(CipherError) -> Trace {
      guard let Nr = roundCount(keyByteCount: key.count) else { throw .incorrectKeySize }
      guard block.count == 16 else { throw .incorrectParameterSize }
      let w = keyExpansion(key, Nr)
      var state = State(block)
      var rounds: [Trace.Round] = []
      let input = state
      state.addRoundKey(w.roundKey(0))
      let start = state
      for round in 1...Nr {
        var steps = Trace.Round(start: state, roundKey: w.roundKey(round))
        state.subBytes()
        steps.afterSubBytes = state
        state.shiftRows()
        steps.afterShiftRows = state
        if round < Nr {
          state.mixColumns()
          steps.afterMixColumns = state
        }
        state.addRoundKey(steps.roundKey)
        steps.afterAddRoundKey = state
        rounds.append(steps)
      }
      return Trace(keyExpansion: w, input: input, start: start, rounds: rounds)
    }
  }
}

extension AES.Reference {
  /// The key schedule with what happened to each word, as FIPS 197 appendix A shows it.
  package struct KeyExpansion: Equatable, Sendable {
    /// The words w of §5.2, from the first on.
    package internal(set) var words: [Word] = []

    /// A word of the schedule; what is absent was not needed for it.
    package struct Word: Equatable, Sendable {
      /// The word before it, temp of Algorithm 2; nothing for the words of the key itself.
      package var temp: [UInt8]?
      /// ROTWORD(temp).
      package var afterRotWord: [UInt8]?
      /// SUBWORD of that, or of temp.
      package var afterSubWord: [UInt8]?
      /// Rcon[i / Nk], §5.2, table 5.
      package var Rcon: [UInt8]?
      /// The word itself, four bytes.
      package var w: [UInt8]
    }

    /// The 16 bytes of w[4·round] to w[4·round + 3].
    package func roundKey(_ round: Int) -> State {
      State(words[4 * round..<4 * round + 4].flatMap(\.w))
    }
  }

  /// KEYEXPANSION, FIPS 197 §5.2, Algorithm 2.
  private static func keyExpansion(_ key: [UInt8], _ Nr: Int) -> KeyExpansion {
    let Nk = key.count / 4
    var schedule = KeyExpansion()
    var rcon: UInt8 = 1
    for i in 0..<4 * (Nr + 1) {
      guard i >= Nk else {
        schedule.words.append(.init(w: Array(key[4 * i..<4 * i + 4])))
        continue
      }
      var temp = schedule.words[i - 1].w
      var word = KeyExpansion.Word(temp: temp, w: [])
      if i % Nk == 0 {
        temp = [temp[1], temp[2], temp[3], temp[0]]
        word.afterRotWord = temp
        temp = temp.map(SBox)
        word.afterSubWord = temp
        word.Rcon = [rcon, 0, 0, 0]
        temp[0] ^= rcon
        rcon = xTimes(rcon)
      } else if Nk > 6 && i % Nk == 4 {
        temp = temp.map(SBox)
        word.afterSubWord = temp
      }
      word.w = zip(schedule.words[i - Nk].w, temp).map { $0 ^ $1 }
      schedule.words.append(word)
    }
    return schedule
  }
}

extension AES.Reference {
  /// Every state of one encryption, as FIPS 197 appendices B and C list them.
  package struct Trace: Equatable, Sendable {
    /// The key schedule.
    package let keyExpansion: KeyExpansion
    /// The plaintext.
    package let input: State
    /// The state after the first ADDROUNDKEY.
    package let start: State
    /// Rounds 1 to Nr.
    package let rounds: [Round]

    /// The ciphertext, 16 bytes.
    package var output: [UInt8] { (rounds.last?.afterAddRoundKey ?? start).bytes }

    /// The states of one round.
    package struct Round: Equatable, Sendable {
      /// At the start of the round.
      package let start: State
      /// After SUBBYTES, §5.1.1.
      package internal(set) var afterSubBytes: State
      /// After SHIFTROWS, §5.1.2.
      package internal(set) var afterShiftRows: State
      /// After MIXCOLUMNS, §5.1.3; the last round has none.
      package internal(set) var afterMixColumns: State?
      /// The round key.
      package let roundKey: State
      /// After ADDROUNDKEY, §5.1.4.
      package internal(set) var afterAddRoundKey: State

      /// Nothing has happened yet.
      init(start: State, roundKey: State) {
        self.start = start
        self.roundKey = roundKey
        (afterSubBytes, afterShiftRows, afterAddRoundKey) = (start, start, start)
      }
    }
  }
}
