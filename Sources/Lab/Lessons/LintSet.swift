package import Sessions

/// Several lab files that are read together: a course, or a folder.
package struct LintSet: Sendable {
  /// One of the files.
  package struct File: Sendable {
    /// As it was named.
    package let path: String
    /// The file.
    package let bytes: [UInt8]

    /// Names a file.
    package init(path: String, bytes: [UInt8]) {
      self.path = path
      self.bytes = bytes
    }

    fileprivate var name: String { LabShelf.name(of: path) }
    fileprivate var lab: LabFile? { try? LabFile(bytes) }
  }

  private let files: [File]
  let known: [LabFile]
  private let taught: [String: Set<String>]

  /// Reads files beside other labs, which are known and not read themselves.
  package init(_ files: [File], known: [LabFile]) {
    self.files = files
    self.known = known + files.compactMap(\.lab)
    taught = LessonLint.taught(self.known.filter { $0["lang"] == nil })
  }

  /// The faults, in the order of the files; `progress` hears how many files are read.
  package func findings(
    progress: (_ done: Int) -> Void = { _ in }
  ) -> [(path: String, finding: LintFinding)] {
    files.enumerated().flatMap { index, file in
      progress(index)
      return findings(file, before: files[..<index]).map { (file.path, $0) }
    }
  }

  private func findings(_ file: File, before: ArraySlice<File>) -> [LintFinding] {
    guard file.path.hasSuffix(".lab.md") || !file.path.contains(".") else {
      let isNote = ["AUTHORING.md", "README.md"].contains { file.path.hasSuffix($0) }
      return isNote ? [] : [LintFinding(line: 1, message: "unlisted: a lab is named NAME.lab.md")]
    }
    let own = LessonLint.findings(file.bytes, name: file.name, taught: taught)
    guard let lab = file.lab else { return own }
    return own + duplicates(lab, before) + needs(lab) + terms(lab, named: file.name)
      + translation(lab, file)
  }

  private func duplicates(_ lab: LabFile, _ before: ArraySlice<File>) -> [LintFinding] {
    guard lab["kind"] == "lab" else { return [] }
    var findings: [LintFinding] = []
    for other in before {
      guard let twin = other.lab, twin["kind"] == "lab", twin["lang"] == lab["lang"] else {
        continue
      }
      if let name = lab["lab"], name == twin["lab"] {
        findings.append(lab.finding("lab", "the name \(name) is that of \(other.path) too"))
      } else if let number = lab["number"], number == twin["number"] {
        findings.append(lab.finding("number", "the number \(number) is that of \(other.path) too"))
      }
    }
    return findings
  }

  private func needs(_ lab: LabFile) -> [LintFinding] {
    let names = Set(known.compactMap { $0["lab"] })
    return lab.list("needs").filter { !names.contains($0) }
      .map { lab.finding("needs", "there is no lab \($0)") }
  }

  /// What a translation has that differs from its original.
  private func translation(_ lab: LabFile, _ file: File) -> [LintFinding] {
    guard lab["kind"] == "lab", LabShelf.language(of: file.name) != nil else { return [] }
    let name = LabShelf.original(of: file.name)
    guard let original = known.first(where: { $0["lab"] == name && $0["lang"] == nil }) else {
      return [lab.finding("lang", "there is no \(name).lab.md that this could translate")]
    }
    let steps = { (file: LabFile) in file.sections.filter { !$0.title.isEmpty } }
    let (own, others) = (steps(lab), steps(original))
    guard own.count == others.count else {
      return [
        lab.finding("lang", "\(own.count) steps, and the original has \(others.count)")
      ]
    }
    let keys = ["number", "needs", "teaches", "seed", "start", "region", "account"]
    let headers = keys.filter { lab[$0] != original[$0] }
      .map { lab.finding($0, "\($0) is not that of the original") }
    return headers
      + zip(own, others).flatMap { section, other in
        ["given", "file", "console", "check"].filter {
          section.essence(of: $0) != other.essence(of: $0)
        }.map { kind in
          LintFinding(
            line: section.blocks.first { $0.kind == kind }?.firstLine ?? section.line,
            message: "\(LabFile.words[kind] ?? kind) are not those of the original")
        }
      }
  }
}

extension LabFile {
  fileprivate static let words = [
    "given": "the given lines", "file": "the files", "console": "the solutions",
    "check": "the checks",
  ]

  /// A finding at an entry of the front matter.
  func finding(_ key: String, _ message: String) -> LintFinding {
    LintFinding(line: header.first { $0.key == key }?.line ?? 1, message: message)
  }

  /// The names of a list of the front matter.
  package func list(_ key: String) -> [String] {
    (self[key] ?? "").filter { !"[] ".contains($0) }.split(separator: ",").map(String.init)
  }
}

extension LabFile.Section {
  /// What the blocks of a kind do, whatever they say to a reader.
  fileprivate func essence(of kind: String) -> [[String]] {
    blocks.filter { $0.kind == kind }.map { block in
      kind == "check"
        ? block.lines.map { line in
          line.split(separator: "|", maxSplits: 1).first.map { $0.filter { $0 != " " } } ?? ""
        } : block.attributes + block.lines
    }
  }
}
