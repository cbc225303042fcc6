#if Server
  import AWSCLI
  import ArgumentParser
  import Cloud
  import Console
  import Access
  import Kernel
  import Server
  import Sessions
  import Terminal
  import Wire

  #if canImport(Glibc)
    import Glibc
  #else
    import Darwin
  #endif

  /// Serves a world until a signal ends it.
  struct Serving {
    private let options: ServeOptions
    private let session: Session
    private let rules: EndpointRules
    /// What the session comes from and goes back to; `nil` where it is not kept.
    private let kept: ServedSession?

    /// Reads the options.
    init(_ options: ServeOptions) throws {
      self.options = options
      // Who only asks what to export leaves the session to the server that has it.
      kept = options.env ? nil : try options.session.map { try ServedSession($0, options) }
      let beginning = options.env ? options.session.flatMap(SessionKeeping.configuration) : nil
      session =
        kept?.session ?? Session(beginning ?? options.world.configuration, host: .served)
      var rules = EndpointRules()
      rules.version = KMSLab.version
      rules.verifiesSignatures = !options.believesAnyone
      rules.pace = try options.pace
      rules.keepsPast = options.undo
      rules.trustsProxy = options.trustProxy
      rules.isPlain = options.transport == "plain"
      rules.isOpen = options.isOpen
      rules.accessKeys = try options.accessKeys.map { [session] in try session.accessKey($0) }
      self.rules = rules
    }

    /// Serves, or tells what to export.
    func run() throws {
      guard !options.env else { return say(exports(port: options.port).joined()) }
      let signals = EndSignals()
      let writer = WriterThread()
      let keeper = kept.map { kept in
        Keeper(
          kept.name, on: kept.shelf, tell: { complain("kmslab: \($0)\n") },
          start: { writer.start($0) })
      }
      let endpoint = Endpoint(session, rules: rules, at: Machine.now, keeper: keeper, hear: hear)
      let listener: Listener
      do throws(ListenFailure) {
        listener = try Listener(endpoint, address: options.listen, port: Int(options.port))
      } catch {
        let words = error.words(
          address: options.listen, port: Int(options.port), command: "kmslab serve")
        complain("kmslab: \(words)\n")
        throw ExitCode(255)
      }
      endpoint.settle(at: "http://\(options.host):\(listener.port)")
      say(greeting(port: listener.port))
      signals.wait()
      listener.stop()
      writer.stop()
      do throws(HostFailure) {
        try keeper?.finish()
      } catch {
        complain("kmslab: the last calls are not kept: \(error.reason)\n")
        throw ExitCode(255)
      }
    }

    /// Shows each call as a dim line, unless it is not wanted.
    private var hear: (@Sendable (CallNote) -> Void)? {
      guard !options.quiet else { return nil }
      let isDim = isatty(STDERR_FILENO) == 1 && Terminal.presentation(isPlain: false).usesColours
      return { note in
        let text = VisibleText.of(note.description)
        let line = isDim ? "\u{1B}[2m\(text)\u{1B}[0m\n" : text + "\n"
        _ = Terminal.writeAll(STDERR_FILENO, Array(line.utf8))
      }
    }
  }

  extension ListenFailure {
    /// What is wrong, and how a command would do it.
    func words(address: String, port: Int, command: String) -> String {
      switch self {
      case .portInUse:
        "port \(port) of \(address) is in use; --port 0 finds one that is free:"
          + " \(command) --port 0"
      case .notAllowed:
        "port \(port) of \(address) is not for everybody; take one above 1023:"
          + " \(command) --port 4566"
      case .unknownAddress:
        "this computer has no address \(address): \(command) --listen 127.0.0.1"
      case .other(let reason): "\(address), port \(port): \(reason)"
      }
    }
  }

  extension Serving {
    /// What stands there while it serves.
    private func greeting(port: Int) -> String {
      let (start, seed) = (session.now, session.configuration.seed)
      let clock = rules.pace == .still ? "the clock stands still" : "clock \(rules.pace)"
      let host = "\(options.host):\(port)"
      let values = exports(port: UInt16(port)).map { $0.dropFirst("export ".count).dropLast() }
      let place = kept.map { ", session \($0.name)" } ?? ""
      let warnings =
        (rules.verifiesSignatures ? [] : ["any signature is believed: --no-signatures"])
        + (rules.isOpen ? ["whoever reaches \(options.listen) can use this world"] : [])
      return """
        kmslab serves KMS, S3, IAM, STS and CloudTrail on http://\(host) (seed \(seed), \
        \(start.date) \(start.timeOfDay), \(clock)\(place))
          export \(values.joined(separator: " "))    # alice
          kmslab attach\(port == 4566 ? "" : " http://\(host)")    # a prompt in this world
          curl -d 'advance 365d' \(host)/_kmslab/line

        """ + warnings.map { "  warning: \($0)\n" }.joined()
    }

    /// What a shell must know, a line each.
    private func exports(port: UInt16) -> [String] {
      session.exports(for: "http://\(options.host):\(port)").map {
        "export \($0.name)=\($0.value)\n"
      }
    }
  }

  extension ServeOptions {
    fileprivate var pace: ClockPace {
      get throws {
        guard let pace = ClockPace(clock) else {
          throw ValidationError("--clock takes still, real, or 3600x")
        }
        return pace
      }
    }

    /// The address as a client on this computer names it.
    fileprivate var host: String {
      if ["0.0.0.0", "::"].contains(listen) { return "127.0.0.1" }
      return listen.contains(":") ? "[\(listen)]" : listen
    }
  }

  extension Session {
    /// The access key of an option, `ID:SECRET:PRINCIPAL`.
    fileprivate func accessKey(_ text: String) throws -> GivenKey {
      let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3, !parts[0].isEmpty, !parts[1].isEmpty else {
        throw ValidationError("--access-key takes ID:SECRET:PRINCIPAL, as test:test:root")
      }
      guard let principal = present.caller(named: String(parts[2])) else {
        throw ValidationError(
          "--access-key: there is nobody called \(parts[2]); there are alice, bob, root")
      }
      return GivenKey(principal, id: String(parts[0]), secret: String(parts[1]))
    }
  }

  extension Host {
    /// A world that is served has no way to the files of this computer.
    static let served = served(
      .failure(HostFailure(reason: "this world is not kept: kmslab serve --session NAME keeps one"))
    )

    /// The same for a session on a shelf.
    static func served(_ shelf: Result<any SessionShelf, HostFailure>) -> Host {
      Host(
        readFile: { (_, _) throws(HostFailure) -> [UInt8] in throw noFiles },
        writeFile: { (_, _) throws(HostFailure) -> Void in throw noFiles }, shelf: shelf)
    }

    private static let noFiles = HostFailure(
      reason: "a world that is served has no way to files of this computer")
  }

  /// SIGTERM and SIGINT, which end the server when it is ready for that.
  private struct EndSignals {
    /// Keeps them back, from all threads that begin from now on too.
    init() {
      var signals = EndSignals.all
      unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    /// Waits for one; the next one ends the program at once.
    func wait() {
      var signals = EndSignals.all
      var number: Int32 = 0
      while unsafe sigwait(&signals, &number) != 0 {}
      unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }

    private static var all: sigset_t {
      var signals = sigset_t()
      unsafe sigemptyset(&signals)
      unsafe sigaddset(&signals, SIGTERM)
      unsafe sigaddset(&signals, SIGINT)
      return signals
    }
  }
#endif
