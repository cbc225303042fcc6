import AWSCLI
import Access
import Cloud
import Kernel
import Sessions
import Text

extension LabCommand {
  /// Tells what the keys would cost on AWS.
  static let bill = LabCommand(
    "bill", "tells what this account's keys and requests would cost on AWS",
    details: """
      A customer managed key costs 1 USD a month, by the hour; its first and its
      second rotation add 1 USD a month each, later ones nothing. AWS managed keys
      cost nothing, nor do keys that wait for their deletion; a deletion that is
      cancelled is billed as if it had never been scheduled.

      Requests: 20,000 a month are free, 10,000 more cost 0.03 USD. Those with key
      pairs are never free: 10,000 cost 0.03 USD with RSA_2048, 0.15 USD with others,
      and to make pairs of ECC 0.10 USD, of RSA 12 USD. Counted are all
      requests to KMS that succeeded, management too, and those that S3 makes on
      behalf of its callers. Whether AWS charges for refused ones was not verified.
      What S3 itself charges for storage and requests is not in the bill.
      """
  ) { session, arguments, _ throws(Fault) in
    try arguments.refuseWords(after: 0, of: "bill")
    let account = session.present.caller.account
    let bill = session.world.bill(of: account)
    return LabAnswer(lines: bill.lines(of: account), document: bill.document(of: account))
  }
}

extension Bill {
  /// Rows of months that are shown.
  private static let rowLimit = 36

  /// Months in a row that cost the same.
  private struct Run {
    let first: Month
    var last: Month
    var isSingle: Bool { first == last }

    func goesOn(with month: Month) -> Bool {
      last.keys == month.keys && last.keyCost == month.keyCost && last.requests == month.requests
        && last.requestsOfS3 == month.requestsOfS3
        && last.pairRequestCost == month.pairRequestCost
    }
  }

  private var runs: [Run] {
    var runs: [Run] = []
    for month in months {
      if let run = runs.last, run.goesOn(with: month) {
        runs[runs.count - 1].last = month
      } else {
        runs.append(Run(first: month, last: month))
      }
    }
    return runs
  }

  /// The bill as a learner reads it.
  fileprivate func lines(of account: AccountID) -> [String] {
    guard !months.isEmpty else { return ["nothing has happened yet, so nothing costs anything"] }
    let runs = self.runs
    let shown = runs.suffix(Bill.rowLimit)
    let decimals =
      ([total] + shown.map(\.first).flatMap { [$0.keyCost, $0.requestCost, $0.total] })
      .map(\.decimals).max() ?? 2
    let money = { (amount: MicroDollars) in amount.text(decimals: decimals) }
    var rows = [["month", "keys", "USD", "requests", "by S3", "USD", "total USD"]]
    for run in shown {
      let month = run.first
      rows.append([
        run.isSingle ? month.name : "\(month.name) to \(run.last.name), each",
        grouped(month.keys), money(month.keyCost), grouped(month.requests),
        grouped(month.requestsOfS3), money(month.requestCost), money(month.total),
      ])
    }
    let sum = { (value: (Month) -> Int) in months.reduce(0) { $0 + value($1) } }
    rows.append([
      "all months", "", money(MicroDollars(sum(\.keyCost.count))), grouped(sum(\.requests)),
      grouped(sum(\.requestsOfS3)), money(MicroDollars(sum(\.requestCost.count))), money(total),
    ])
    var lines = ["account \(account), by month of the simulated time"]
    if shown.count < runs.count {
      lines.append("the last \(shown.count) of \(runs.count) rows; --output json lists all months")
    }
    lines += aligned(rows, right: Set(1..<rows[0].count), width: \.count)
    return lines + notes
  }

  private var notes: [String] {
    var notes: [String] = []
    if pendingKeys > 0 {
      let subject =
        pendingKeys == 1 ? "1 key waits for its" : "\(grouped(pendingKeys)) keys wait for their"
      notes.append(
        "\(subject) deletion: from its scheduling on nothing is billed, but all of that time"
          + " after all if it is cancelled")
    }
    let pairRequests = months.reduce(0) { $0 + $1.pairRequests }
    if pairRequests > 0 {
      notes.append(
        "\(counted(pairRequests, "request")) had to do with key pairs, which are never free")
    }
    if objectsUnderBucketKeys > 0 {
      notes.append(
        counted(objectsUnderBucketKeys, "object")
          + " came from \(counted(bucketKeys, "bucket key")): writing them took at least"
          + " \(counted(objectsUnderBucketKeys - bucketKeys, "request")) less than without;"
          + " what reading them saved is not in the trail")
    }
    notes.append("S3's own prices, for storage and requests, are left out")
    notes.append(
      "prices: us-east-1, as of the reference (2026), free tier included; not verified")
    return [""] + notes.flatMap { paragraph($0) }
  }

  /// The bill as data; amounts in US dollars, as texts, since they are exact.
  fileprivate func document(of account: AccountID) -> Document {
    [
      "Account": .string(account.description), "Currency": "USD",
      "Months": .list(
        months.map { month in
          [
            "Month": .string(month.name), "Keys": .integer(month.keys),
            "KeyCost": .string(month.keyCost.text), "Requests": .integer(month.requests),
            "RequestsByS3": .integer(month.requestsOfS3),
            "RequestCost": .string(month.requestCost.text), "Total": .string(month.total.text),
          ]
        }),
      "Total": .string(total.text), "KeysPendingDeletion": .integer(pendingKeys),
      "ObjectsUnderBucketKeys": .integer(objectsUnderBucketKeys),
      "BucketKeys": .integer(bucketKeys),
    ]
  }
}

extension MicroDollars {
  /// The decimals that the amount needs, two at least.
  fileprivate var decimals: Int {
    var decimals = 6
    var rest = count
    while decimals > 2, rest % 10 == 0 {
      rest /= 10
      decimals -= 1
    }
    return decimals
  }

  /// The amount in dollars, exact: `1.50`.
  fileprivate var text: String { text(decimals: decimals) }

  /// The amount with blanks behind it, so that points stand below each other.
  fileprivate func text(decimals: Int) -> String {
    let fraction = String(count % 1_000_000 + 1_000_000).dropFirst().prefix(self.decimals)
    return grouped(count / 1_000_000) + "." + String(fraction).padded(decimals)
  }
}
