/// A breach of a rule, with the place and what to do instead.
struct Finding: Equatable, CustomStringConvertible {
  let path: String
  let line: Int
  let text: String

  var description: String { "\(path):\(line): \(text)" }
}

/// What the compiler cannot enforce.
enum Rules {
  /// What each module may import: the table of the architecture.
  ///
  /// `kmslab` may import anything but Foundation, which makes a program without Swift installed
  /// 50 MB larger and its start slower.
  static let imports: [String: [String]] = [
    "Ciphers": [],
    // What reaches a processor's instructions: the compiler's own modules.
    "CiphersHardware": ["Ciphers", "Builtin", "_Builtin_intrinsics", "Glibc"],
    "CiphersVAES": ["CiphersHardware", "Builtin", "_Builtin_intrinsics"],
    "Kernel": ["Ciphers", "SortedCollections"],
    "Access": ["Kernel"],
    "IAM": ["Access", "Kernel"],
    "KMS": ["Access", "Kernel", "Ciphers"],
    "S3": ["KMS", "Access", "Kernel", "Ciphers"],
    "Cloud": ["S3", "KMS", "IAM", "Access", "Kernel"],
    "Text": ["CYAML", "Kernel"],
    // `openssl` encrypts files by the ciphers themselves, on the learner's own computer.
    "Shell": ["Text", "Ciphers", "Kernel"],
    "Wire": ["CExpat", "Ciphers", "Cloud", "S3", "Access", "Kernel"],
    // AWS CLI makes the MD5 of a customer's key itself, and signs links.
    "AWSCLI": ["Ciphers", "Shell", "Text", "Wire", "Cloud", "S3", "Access", "Kernel"],
    "Sessions": ["AWSCLI", "Shell", "Text", "Wire", "Cloud", "Access", "Kernel"],
    // The traces (`aes trace` and so on) show the reference; the world's own ciphers stay behind
    // Cloud.
    "Console": [
      "Sessions", "AWSCLI", "Ciphers", "Shell", "Text", "Wire", "Cloud", "S3", "KMS", "IAM",
      "Access", "Kernel",
    ],
    "Lab": [
      "CLabs", "Synchronization", "Shell", "Text", "AWSCLI", "Sessions", "Console", "Wire",
      "Cloud", "S3", "KMS", "Access", "Kernel",
    ],
    "Store": [
      "CSQLite", "Shell", "Text", "Sessions", "Kernel", "Synchronization", "Glibc", "Darwin",
    ],
    "Server": [
      "NIOCore", "NIOPosix", "NIOHTTP1", "Synchronization", "Glibc", "Darwin", "Wire", "Sessions",
      "Shell", "Cloud", "Access", "Kernel",
    ],
    "Terminal": ["CEditline", "Glibc", "Darwin", "Synchronization"],
  ]

  /// Functions that are longer than the limit, each with its reason: `path: header's name`.
  static let longFunctions: [String: String] = [:]

  static let columnLimit = 100
  static let fileLimit = 400
  static let functionLimit = 40

  static func importFindings(_ file: SourceFile) -> [Finding] {
    guard let allowed = file.module == "kmslab" ? [] : imports[file.module] else {
      return [Finding(path: file.path, line: 1, text: "module \(file.module) has no row in Rules")]
    }
    return findings(file) { line in
      guard line.contains("import "),
        let match = line.firstMatch(
          of: /^\s*(@\w+\s+)*(\w+\s+)?import\s+((struct|class|enum|func|protocol|var)\s+)?(\w+)/)
      else { return nil }
      let name = String(match.5)
      let isAllowed =
        file.module == "kmslab" ? !name.hasPrefix("Foundation") : allowed.contains(name)
      return isAllowed ? nil : "\(file.module) must not import \(name)"
    }
  }

  static func bannedNames(_ file: SourceFile) -> [Finding] {
    let bans = bans(in: file.module)
    return findings(file) { line in bans.first { line.contains($0.name) }?.advice }
  }

  private typealias Ban = (name: Regex<Substring>, advice: String)

  private static func bans(in module: String) -> [Ban] {
    var bans: [Ban] = [
      (/\bDate\(\)/, "no Date(): the time is environment.now"),
      (/\bUUID\(\)/, "no UUID(): use environment.random.uuid(from:)"),
      (
        /\.(?:random|randomElement|shuffled|shuffle)\(|SystemRandomNumberGenerator/,
        "no randomness of the system: draw from a stream of environment.random"
      ),
      (/\bfatalError\(/, "no fatalError(): use precondition or make it impossible"),
      (/\btry!/, "no try!: handle the error, or prove it with a type"),
      (/\bas!/, "no as!: use as? or a generic"),
    ]
    if module != "kmslab" {
      // A method of that name may be declared, and called on a value.
      bans.append(
        (
          /^\s*print\(|[^.\w\s]\s*print\(|\b(?:in|else|return)\s+print\(/,
          "no print(): return what is to be shown; kmslab prints it"
        ))
    }
    if module == "Ciphers" {
      bans.append(
        (/#if\s.*arch\(/, "no code for one processor: what is tested here runs there too"))
    } else {
      bans.append((/@unchecked Sendable/, "no @unchecked Sendable: use values"))
    }
    if module != "Terminal" {
      bans.append((/Task\.sleep/, "no Task.sleep: schedule an event in environment.queue"))
    }
    if module != "Terminal", module != "kmslab" {
      bans.append((/nonisolated\(unsafe\)/, "no nonisolated(unsafe): use values"))
    }
    return bans
  }

  /// Stored properties of the world's types that have no order of their own, or copy deeply.
  static func unorderedState(_ file: SourceFile) -> [Finding] {
    let isState =
      ["Access", "IAM", "KMS", "S3", "Cloud"].contains(file.module)
      || file.path.hasPrefix("Sources/Kernel/World/")
    guard isState else { return [] }
    return findings(file) { line, number in
      guard file.outline.scopeOfLine[number]?.kind == .type, !line.contains(/\bstatic\b/),
        !line.contains("{"),
        line.contains(
          /\b(var|let)\s+\w+\s*(:|=)\s*(\[[\w.<>\[\]]+\s*:|Set[<(]|\w*Dictionary[<(])/)
      else { return nil }
      return "the world's state has no Dictionary and no Set: use OrderedMap"
    }
  }

  static func sizes(_ file: SourceFile) -> [Finding] {
    var result: [Finding] = []
    for (number, line) in file.lines.enumerated() where line.count > columnLimit {
      result.append(
        Finding(path: file.path, line: number + 1, text: "\(line.count) columns; \(columnLimit)"))
    }
    if file.lines.count > fileLimit {
      result.append(
        Finding(path: file.path, line: 1, text: "\(file.lines.count) lines; \(fileLimit) at most"))
    }
    for scope in file.outline.closed where scope.kind == .function {
      let count = scope.end - scope.start + 1
      guard count > functionLimit else { continue }
      let name = scope.header.firstMatch(of: /func\s+(\w+)/).map { String($0.1) } ?? "init"
      guard longFunctions["\(file.path): \(name)"] == nil else { continue }
      result.append(
        Finding(
          path: file.path, line: scope.start + 1,
          text: "\(name) has \(count) lines; \(functionLimit) at most"))
    }
    return result
  }

  /// Operations whose doc comment does not name AWS's page of them.
  static func missingPages(_ file: SourceFile) -> [Finding] {
    guard file.path.contains("/Operations/") else { return [] }
    return file.lines.enumerated().compactMap { number, line in
      guard let match = line.firstMatch(of: /^  package static let name = "(\w+)"$/) else {
        return nil
      }
      let pages = ["API_\(match.1).html", "API_control_\(match.1).html"]
      let isNamed = file.lines[..<number].contains { line in
        line.hasPrefix("/// https://docs.aws.amazon.com/")
          && pages.contains { line.hasSuffix("/" + $0) }
      }
      return isNamed
        ? nil
        : Finding(
          path: file.path, line: number + 1, text: "\(match.1) needs a link to AWS's page of it")
    }
  }

  static func openTasks(_ file: SourceFile) -> [Finding] {
    let task = /\b(?:TODO|FIXME|XXX)\b/
    return file.lines.enumerated().compactMap { number, line in
      guard line.contains(task) else { return nil }
      return Finding(
        path: file.path, line: number + 1, text: "finish it, or write it down elsewhere")
    }
  }

  /// Applies a check to every line of code.
  private static func findings(
    _ file: SourceFile, _ check: (String) -> String?
  ) -> [Finding] {
    findings(file) { line, _ in check(line) }
  }

  private static func findings(
    _ file: SourceFile, _ check: (String, Int) -> String?
  ) -> [Finding] {
    file.code.enumerated().compactMap { number, line in
      check(line, number).map { Finding(path: file.path, line: number + 1, text: $0) }
    }
  }
}

/// The rule that every `package` declaration has a doc comment.
///
/// What a protocol of ours demands is documented there: a member of that name needs no second
/// comment in a type that declares a conformance, nor in an extension of the protocol.
struct DocumentationRule {
  private var protocols: Set<String> = []
  private var requirements: Set<String> = []

  /// Learns the protocols of all files.
  init(_ files: [SourceFile]) {
    for file in files {
      for (number, line) in file.code.enumerated() {
        if line.contains("protocol "), let match = line.firstMatch(of: /(^|\s)protocol\s+(\w+)/) {
          protocols.insert(String(match.2))
        }
        guard file.outline.scopeOfLine[number]?.kind == .protocolType else { continue }
        if let name = DocumentationRule.name(in: line) { requirements.insert(name) }
      }
    }
  }

  func findings(_ file: SourceFile) -> [Finding] {
    file.code.enumerated().compactMap { number, line in
      guard line.contains("package "), line.contains(/^\s*(@\w+(\([^)]*\))?\s+)*package\s+/),
        !line.contains("package import"),
        let name = DocumentationRule.name(in: line)
      else { return nil }
      if let scope = file.outline.scopeOfLine[number], requirements.contains(name),
        isWitness(scope.header)
      {
        return nil
      }
      var above = number - 1
      while above >= 0, file.lines[above].contains(/^\s*@/) { above -= 1 }
      guard above < 0 || !file.lines[above].contains(/^\s*\/\/\//) else { return nil }
      return Finding(path: file.path, line: number + 1, text: "\(name) needs a doc comment")
    }
  }

  private func isWitness(_ header: String) -> Bool {
    if let match = header.firstMatch(of: /extension\s+(\w+)/), protocols.contains(String(match.1)) {
      return true
    }
    return header.contains(/\w>?\??\s*:\s*\w/)
  }

  /// The name that a line declares.
  private static func name(in line: String) -> String? {
    let keyword =
      /(^|\s)(struct|enum|class|actor|protocol|func|var|let|typealias|associatedtype|case)\s+`?([^\s(<:`]+)/
    if let match = line.firstMatch(of: keyword) { return String(match.3) }
    return line.contains(/(^|\s)init[?(<]/)
      ? "init" : line.contains(/(^|\s)subscript[(<]/) ? "subscript" : nil
  }
}
