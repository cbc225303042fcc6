import Access
import Cloud
import Kernel
import Sessions
import Shell

/// What the words in capitals of usage lines stand for.
struct Vocabulary {
  let session: Session

  /// The candidates for one of them.
  func candidates(for placeholder: String, _ word: String) -> [Candidate] {
    let names = LiveNames(session: session)
    switch placeholder {
    case "KEY": return names.aliases(word) + names.keys(word) + names.arns(word)
    case "FILE", "FILE1", "FILE2", "OUTFILE", "MATERIAL", "PUBLICKEY": return names.files(word)
    case "S3-URI", "s3://BUCKET", "s3://BUCKET/KEY": return names.uris(word)
    case "NAME", "PRINCIPAL": return names.principals()
    case "ACTION": return Vocabulary.actions
    case "PERIOD": return names.periods()
    case "DATE": return names.dates()
    case "STEP": return steps
    case "BRANCH", "A", "B": return branches
    case "DAY": return days
    case "REGION": return Region.common.map { Candidate($0.description) }
    case "TOPIC": return topics
    case "SESSION": return sessions
    default: return []
    }
  }

  /// What help explains.
  private var topics: [Candidate] {
    HelpTopic.all.map { Candidate($0.name, $0.title) }
      + (session.table[.lab] + (session.companion?.commands ?? []) + session.table[.tool])
      .map { Candidate($0.name, $0.summary) }
      + Catalogue.operations.map { Candidate($0.commandName, $0.summary) }
  }

  /// The branches, but for the present one.
  private var branches: [Candidate] {
    session.branchNames.filter { $0 != session.branch }.map { Candidate($0) }
  }

  /// The steps that can be named, the last first.
  private var steps: [Candidate] {
    session.steps.reversed().prefix(50).map { Candidate("\($0.number)", $0.text.firstLine) }
  }

  /// The days of the steps, the last first.
  private var days: [Candidate] {
    var days: [Candidate] = []
    for step in session.steps.reversed().prefix(50) where days.last?.text != step.time.date {
      days.append(Candidate(step.time.date, step.text.firstLine))
    }
    return days
  }

  /// The sessions that are kept.
  private var sessions: [Candidate] {
    guard case .success(let shelf) = session.host.shelf, let kept = try? shelf.sessions() else {
      return []
    }
    return kept.map { Candidate($0.name, "\($0.lineCount) lines, \($0.now)") }
  }

  /// The actions that have an operation's name.
  private static let actions = Catalogue.operations.map { operation in
    Candidate("\(operation.service.rawValue):\(operation.name)", operation.summary)
  }
}
