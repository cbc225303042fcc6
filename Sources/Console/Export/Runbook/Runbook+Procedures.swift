import Access
import Cloud
import KMS
import Kernel
import S3
import Shell
import Text

/// What is due, and when.
extension Runbook {
  /// Events of no key that anybody has to know of.
  private static let mostEvents = 50

  var schedule: String {
    let events = world.environment.queue.upcoming.filter { _, event in
      event.subject.account == home || event.kind == .lifecycle
    }
    let rows = events.prefix(Self.mostEvents).map { slot, event in
      [slot.time.date, what(event), toDo(event)]
    }
    guard !rows.isEmpty else { return "## What is due\n\nNothing is due by itself.\n" }
    return "## What is due\n\n"
      + MarkdownTable.text("By day", ["day", "what happens by itself", "what to do"], Array(rows))
  }

  private func key(of event: ScheduledEvent) -> Key? {
    KeyAddress(event.subject).flatMap { world.storage.kms.keys[$0] }
  }

  private func what(_ event: ScheduledEvent) -> String {
    let name = key(of: event).map { self.name(of: $0) } ?? event.subject.description
    return switch event.kind {
    case .rotateKey: "\(name) gets new key material"
    case .deleteKey: "\(name) is deleted, and what lies under it is lost"
    case .expireMaterial: "imported material of \(name) is deleted"
    case .lifecycle: "rules of the lifecycle of \(event.subject) delete what is due"
    default: "\(event.kind.name) of \(name)"
    }
  }

  private func toDo(_ event: ScheduledEvent) -> String {
    let id = key(of: event)?.address.id.description ?? "KEY-ID"
    return switch event.kind {
    case .rotateKey: "nothing: what is encrypted stays readable"
    case .deleteKey:
      "if it is to stay: `aws kms cancel-key-deletion --key-id \(id)`, then"
        + " `aws kms enable-key --key-id \(id)`"
    case .expireMaterial: "import the same material again before that day"
    default: "nothing"
    }
  }
}

/// What to do when something happens.
extension Runbook {
  var procedures: String {
    "## What to do\n\n" + rotation + lostCredentials + customers + deletion
  }

  private var rotation: String {
    let automatic = keys.filter { world.storage.kms.primary(of: $0).rotation != nil }
    let byHand = keys.filter { key in
      key.type == .symmetric && !automatic.contains { $0.address == key.address }
    }
    var text = "### A key rotates\n\n"
    if !automatic.isEmpty {
      text += "By itself: \(automatic.map(name).joined(separator: ", ")). Nothing has to be done:"
      text += " new objects get the new material, KMS keeps the old ones, and nothing is encrypted"
      text += " anew. To see it: `aws kms list-key-rotations --key-id KEY-ID`.\n\n"
    }
    for key in byHand {
      text += "\(name(of: key)) does not rotate:"
      text += " `aws kms enable-key-rotation --key-id \(key.address.id)` lets it.\n\n"
    }
    return text
  }

  private var lostCredentials: String {
    var text = "### A session or an access key is lost\n\n"
    for role in roles {
      text +=
        "* \(name(of: role.principal)): `\(Runbook.revoking(role.name))` refuses every session"
      text += " made before the time in it; those who still need the role take it on anew.\n"
    }
    for user in users {
      for key in user.accessKeys where key.isActive {
        text += "* \(name(of: user.principal)): `aws iam update-access-key --user-name \(user.name)"
        text += " --access-key-id \(key.id) --status Inactive`.\n"
      }
    }
    let lookup = "aws cloudtrail lookup-events --lookup-attributes"
    return text
      + "* What was read with it: `\(lookup) AttributeKey=AccessKeyId,AttributeValue=KEY`; each"
      + " Decrypt names an object in its encryption context, where the bucket has no bucket keys.\n"
      + "* Links that it signed end with it. No KMS key has to rotate: nobody takes one away.\n\n"
  }

  /// The line by which a role's present sessions end, as the console's own button has it.
  private static func revoking(_ role: String) -> String {
    let policy =
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*","#
      + #" "Condition": {"DateLessThan": {"aws:TokenIssueTime": "NOW"}}}]}"#
    return "aws iam put-role-policy --role-name \(role) --policy-name AWSRevokeOlderSessions"
      + " --policy-document '\(policy)'"
  }

  private var customers: String {
    var text = "### A customer leaves\n\n"
    text += "A customer is a key and what lies under it:\n\n"
    for key in keys {
      let folders = folders(under: key)
      guard !folders.isEmpty else { continue }
      text += "* \(name(of: key)): \(folders.joined(separator: ", "))\n"
    }
    return text + """

      1. Before anything: `aws kms schedule-key-deletion --key-id KEY-ID --preview`, in kmslab,
         tells what would be lost. In AWS list the objects, versions too, and look at the key in
         each answer of `aws s3api head-object`.
      2. Give the customer what is his: `aws s3 cp s3://BUCKET/FOLDER/ . --recursive`.
      3. Close what others were given: statements that name other accounts, and
         `aws kms revoke-grant --key-id KEY-ID --grant-id GRANT`.\(outsiders)
      4. `aws kms schedule-key-deletion --key-id KEY-ID --pending-window-in-days 30`; the calls that
         are refused while it waits show what was forgotten.
      5. When it is gone: `audit KEY-ID --certificate`, in kmslab; in AWS the events
         ScheduleKeyDeletion and DeleteKey of CloudTrail.
      6. Delete the bytes, versions and delete markers too: `aws s3api delete-objects`, or a rule of
         the lifecycle.


      """
  }

  /// Where the objects of a key lie, by bucket and first folder.
  private func folders(under key: Key) -> [String] {
    var folders: [String] = []
    for object in world.loss(with: key.arn).objects {
      let folder = object.key.firstIndex(of: "/").map { object.key[...$0] } ?? ""
      let place = "s3://\(object.bucket.name.text)/\(folder)"
      if !folders.contains(place) { folders.append(place) }
    }
    return folders
  }

  /// Who of other accounts is let in today.
  private var outsiders: String {
    let findings =
      keys.flatMap { key in
        KeyAudit(of: key, in: world).findings.map { (name(of: key), $0) }
      }
      + buckets.flatMap { bucket in
        BucketAudit(of: bucket, in: world).findings.map { ("s3://\(bucket.name.text)", $0) }
      }
    let openings = findings.filter { $0.1.control == .foreignAccess }
      .map { "\($0.0): \($0.1.text)" }
    return openings.isEmpty
      ? " Today nobody of another account is let in."
      : " Today: \(openings.joined(separator: "; "))."
  }

  private var deletion: String {
    var text = "### A key waits for its deletion\n\n"
    for key in keys {
      guard case .pendingDeletion(let date, _) = key.state else { continue }
      text += "* \(name(of: key)) is deleted on \(date.readable); it is kept by"
      text += " `aws kms cancel-key-deletion --key-id \(key.address.id)` and"
      text += " `aws kms enable-key --key-id \(key.address.id)`.\n"
    }
    return text
      + "* Until its day nothing under it can be read, and nothing is lost; after it nothing brings"
      + " it back, no support and no backup.\n"
      + "* An alarm on refused calls (KMSInvalidStateException) tells who still needs it.\n"
  }
}
