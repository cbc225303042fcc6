import ArgumentParser
import Terminal

/// The saved sessions that a command is asked to read.
enum SessionFiles {
  /// The files of paths: a folder stands for the lab files in it, and in its folders.
  static func paths(of arguments: [String]) throws -> [String] {
    var paths: [String] = []
    for argument in arguments {
      guard RealFolder.exists(argument) else {
        paths.append(argument)
        continue
      }
      let found = try files(in: argument, depth: 0)
      guard !found.isEmpty else {
        throw ValidationError("\(argument): no file NAME.lab.md in this folder.")
      }
      paths += found
    }
    return paths
  }

  /// Reads a file that the command cannot do without.
  static func read(_ path: String, otherwise: String = "") throws -> [UInt8] {
    do throws(RealFile.Failure) {
      return try RealFile.read(path)
    } catch {
      throw ValidationError("\(path): \(otherwise)\(error.reason).")
    }
  }

  /// Folders deeper than this are left out: a link may lead back up.
  private static let mostDepth = 8

  private static func files(in folder: String, depth: Int) throws -> [String] {
    let names: [String]
    do throws(RealFile.Failure) {
      names = try RealFolder.names(in: folder)
    } catch {
      throw ValidationError("\(folder): \(error.reason).")
    }
    return try names.flatMap { name -> [String] in
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      if name.hasSuffix(".lab.md") { return [path] }
      guard depth < mostDepth, RealFolder.exists(path) else { return [] }
      return try files(in: path, depth: depth + 1)
    }
  }

  /// The learner of a file: its name without what says that it is a lab.
  static func learner(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.hasSuffix(".lab.md") ? String(name.dropLast(7)) : name
  }
}
