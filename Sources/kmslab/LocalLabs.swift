import ArgumentParser
import Lab
import Sessions
import Terminal

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The labs of this computer: those inside the program, and those of the folders that the variable
/// KMSLAB_SCENARIOS lists, `:` between them.
enum LocalLabs {
  /// Read once; what is wrong with a folder or a file is told on standard error, and left out.
  static let all: LabShelf = {
    var files: [(path: String, bytes: [UInt8])] = []
    for folder in (variable("KMSLAB_SCENARIOS") ?? "").split(separator: ":").map(String.init) {
      let names = attempt(folder) { () throws(HostFailure) in
        try SessionFiles.names(in: folder)
      }
      for name in names ?? [] where name.hasSuffix(".lab.md") {
        let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
        let bytes = attempt(path) { () throws(HostFailure) in try SessionFiles.read(path) }
        if let bytes { files.append((path, bytes)) }
      }
    }
    let labs = LabShelf(files)
    (labs.faults + labs.notes).forEach(warn)
    return labs
  }()

  /// The language of the learner's environment for which there are labs; `nil` for English.
  static var language: String? {
    let setting = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(variable).first
    return setting.flatMap(all.language)
  }

  /// What a reading of the computer gives; where it fails, that is told.
  private static func attempt<Value>(
    _ path: String, _ read: () throws(HostFailure) -> Value
  ) -> Value? {
    do throws(HostFailure) {
      return try read()
    } catch {
      warn("KMSLAB_SCENARIOS: \(path): \(error.reason)")
      return nil
    }
  }

  private static func warn(_ text: String) { complain("kmslab: \(text)\n") }

  static func variable(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    let text = unsafe String(cString: value)
    return text.isEmpty ? nil : text
  }
}

extension CompletionKind {
  /// Labs by name, lab files, and the folders on the way to them.
  static let labs = custom { _, _, word in
    let slash = word.lastIndex(of: "/")
    let folder = slash.map { String(word[...$0]) } ?? ""
    let place = folder.isEmpty ? "." : folder
    let names = ((try? RealFolder.names(in: place)) ?? []).filter { !$0.hasPrefix(".") }
    let files = names.filter { $0.hasSuffix(".lab.md") }
    let folders = names.filter { (try? RealFolder.names(in: folder + $0)) != nil }
    return (folder.isEmpty ? LocalLabs.all.entries.map(\.name) : [])
      + files.map { folder + $0 } + folders.map { folder + $0 + "/" }
  }
}
