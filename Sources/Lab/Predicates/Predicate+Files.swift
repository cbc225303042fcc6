import Kernel
import Sessions
import Shell
import Text

/// Files, and the clock.
extension Predicate {
  static let files: [Form] = [
    Form(
      "file F exists | is missing", example: "file copy.txt exists",
      openings: ["file F exists", "file F is"]
    ) { (words) throws(PredicateError) in
      let file = try words.word("a file", after: "file")
      let isWanted = words.take("exists")
      if !isWanted { try words.expect("is missing") }
      let wanted = isWanted ? "a file \(file)" : "no file \(file)"
      return Claim("there is \(wanted)") { stage in
        let files = stage.session.files
        let exists = files[file] != nil
        let others =
          files.names.isEmpty ? "no files" : "files: \(files.names.joined(separator: ", "))"
        return Finding(
          exists == isWanted, found: exists ? "there is a file \(file)" : others, wanted: wanted,
          shows: "ls")
      }
    },
    Form("file F holds TEXT", example: "file copy.txt holds Q4 numbers") {
      (words) throws(PredicateError) in
      let file = try words.word("a file", after: "file")
      try words.expect("holds")
      let text = try words.text()
      return Claim("the file \(file) holds: \(text)") { stage in
        let content = stage.text(ofFile: file)
        return Finding(
          content?.contains(text) == true,
          found: content.map {
            $0.contains(text) ? "it does" : $0.isEmpty ? "it is empty" : $0.told
          } ?? "no file \(file)",
          wanted: "\(file) holds \(text)", shows: content == nil ? "ls" : "cat \(file)")
      }
    },
    Form("no file holds TEXT", example: "no file holds Q4 numbers") {
      (words) throws(PredicateError) in
      try words.expect("no file holds")
      let text = try words.text()
      return Claim("no file holds: \(text)") { stage in
        let holding = stage.session.files.names.filter {
          stage.text(ofFile: $0)?.contains(text) == true
        }
        return Finding(
          holding.isEmpty,
          found: holding.isEmpty ? "none does" : holding.joined(separator: ", ") + " holds it",
          wanted: "no file that holds \(text)", shows: holding.first.map { "cat \($0)" } ?? "ls")
      }
    },
    Form(
      "file F counts calls of EVENT [since step NUMBER]",
      example: "file calls.txt counts calls of GenerateDataKey", openings: ["file F counts"]
    ) { (words) throws(PredicateError) in
      let file = try words.word("a file", after: "file")
      let event = try words.word("an event", after: "counts calls of")
      let step = try words.step()
      return Claim(
        "the file \(file) says how many calls of \(event) there were"
          + (step.map { " since step \($0)" } ?? "")
      ) { stage in
        // The number itself is not told.
        let wanted = "the number of calls of \(event)"
        guard let count = stage.count(of: event, since: step) else {
          return .notBegun(step, wanted: wanted)
        }
        let words = stage.text(ofFile: file)?.split(whereSeparator: \.isWhitespace)
        let told = words.map { $0.count == 1 ? String($0[0]) : "no number alone" }
        return Finding(
          told == "\(count)", found: told ?? "no file \(file)", wanted: wanted, shows: "trail")
      }
    },
    Form("clock is past DATE", example: "clock is past 2027-01-01") {
      (words) throws(PredicateError) in
      let time = try words.date("clock is past YYYY-MM-DD", after: "clock is past")
      let wanted = "\(time.date) or later"
      return Claim("it is \(wanted)") { stage in
        Finding(
          stage.session.now >= time, found: "it is \(stage.session.now.date)", wanted: wanted,
          shows: "clock")
      }
    },
  ]
}

extension Stage {
  fileprivate func text(ofFile name: String) -> String? {
    session.files[name].map { String(decoding: $0, as: UTF8.self) }
  }
}

extension String {
  /// What a file with this text holds, in words: its first line, as far as that can be shown.
  fileprivate var told: String {
    let isText =
      !contains("\u{FFFD}")
      && unicodeScalars.allSatisfy {
        $0.value >= 0x20 || $0 == "\n" || $0 == "\t"
      }
    return isText
      ? "it holds " + firstLine.shortened(to: 40, sign: "…")
      : "it holds \(counted(utf8.count, "byte")) that are no text"
  }
}
