import AWSCLI
import Kernel

/// What a prompt tells: the day, and as whom and where calls are made.
package struct PromptPlace: Sendable, Equatable {
  /// The day of the simulated clock.
  package let date: String
  /// The caller's short name.
  package let caller: String
  /// The caller's account.
  package let account: String
  /// The Region of calls that name none.
  package let region: String

  /// Looks at a session.
  package init(_ session: Session) {
    date = session.now.date
    let caller = session.present.caller
    self.caller = caller.shortName(from: session.configuration.account)
    account = caller.account.description
    region = session.present.region.description
  }

  /// What stands before the cursor.
  package var left: String { "\(date) $ " }
  /// What stands at the right.
  package var right: String { "\(caller) \(account) \(region)" }
}

extension PromptPlace {
  /// As JSON.
  var document: Document {
    [
      "date": .string(date), "caller": .string(caller), "account": .string(account),
      "region": .string(region),
    ]
  }

  /// Reads JSON; `nil` where something is missing.
  init?(_ document: Document?) {
    guard let date = document?["date"]?.text, let caller = document?["caller"]?.text,
      let account = document?["account"]?.text, let region = document?["region"]?.text
    else { return nil }
    (self.date, self.caller, self.account, self.region) = (date, caller, account, region)
  }
}
