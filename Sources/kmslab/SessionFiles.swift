import ArgumentParser
import Sessions
import Terminal

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The saved sessions that a command is asked to read.
enum SessionFiles {
  /// The files of paths: a folder stands for the lab files in it, and in its folders; links that
  /// lead out of it are left out.
  static func paths(of arguments: [String]) throws -> [String] {
    var paths: [String] = []
    for argument in arguments {
      guard RealFolder.exists(argument) else {
        paths.append(argument)
        continue
      }
      paths += try files(below: argument, endingIn: ".lab.md", as: "NAME.lab.md")
    }
    return paths
  }

  /// The files of a kind in a folder and in its folders.
  static func files(
    below folder: String, endingIn ending: String, as form: String
  ) throws -> [String] {
    let found: [String]
    do throws(RealFile.Failure) {
      let files = try RealFolder.files(below: folder, endingIn: ending)
      found = files.found
      for link in files.linksOut {
        complain("kmslab: \(link): left out, since it leads out of \(folder) or to nothing\n")
      }
    } catch {
      throw ValidationError("\(folder): \(error.reason).")
    }
    guard !found.isEmpty else {
      throw ValidationError("\(folder): no file \(form) in this folder.")
    }
    return found
  }

  /// The names in a folder, sorted.
  static func names(in folder: String) throws(HostFailure) -> [String] {
    do throws(RealFile.Failure) {
      return try RealFolder.names(in: folder)
    } catch {
      throw HostFailure(reason: error.reason)
    }
  }

  /// Reads a lab or a session; one of more than 16 MiB is refused by its size alone.
  static func read(_ path: String) throws(HostFailure) -> [UInt8] {
    do throws(RealFile.Failure) {
      return try RealFile.read(path, most: FileLimit.session)
    } catch {
      throw error.number == EFBIG
        ? .tooLarge(most: FileLimit.session) : HostFailure(reason: error.reason)
    }
  }

  /// Reads a file that the command cannot do without.
  static func required(_ path: String, otherwise: String = "") throws -> [UInt8] {
    do throws(HostFailure) {
      return try read(path)
    } catch {
      throw ValidationError("\(path): \(otherwise)\(error.reason).")
    }
  }

  /// The learner of a file: its name without what says that it is a lab.
  static func learner(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.hasSuffix(".lab.md") ? String(name.dropLast(7)) : name
  }
}

extension ReplayLimit {
  /// The limit of a file that was handed in: beside what the simulation counts, a minute of this
  /// processor's time from now on.
  static func handedIn() -> ReplayLimit {
    var limit = ReplayLimit()
    let end = processorSeconds() + 60
    limit.isTimeUp = {
      Waiting.line.look()
      return processorSeconds() > end
    }
    return limit
  }

  /// Seconds that the present thread has run.
  private static func processorSeconds() -> Int {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return time.tv_sec
  }
}
