import Access
import Cloud
import KMS
import Kernel
import S3
import Sessions
import Text

extension KeyAudit {
  /// The audit for a learner, as data and in Markdown.
  func answer(_ session: Session) -> LabAnswer {
    let home = session.configuration.account
    // They were asked about without a request: nobody among them has a condition to fulfil.
    let names = { (principals: [Principal]) in
      principals.isEmpty
        ? "nobody without a condition"
        : principals.map { $0.shortName(from: home) }.joined(separator: ", ")
    }
    let arns: ([Principal]) -> Document = { .list($0.map { .string($0.arn.description) }) }
    var report = AuditReport("Audit of \(session.readableName(of: key.arn)), \(session.now.date)")
    report.add("key", key.arn.description, "KeyArn", .string(key.arn.description))
    report.add("state", key.state.inWords, "KeyState", .string(key.state.name))
    report.add(
      "made", key.creationDate.date + (key.managingService == nil ? "" : ", managed by AWS"),
      "CreationDate", .timestamp(key.creationDate))
    report.add("managed by", names(administrators), "Administrators", arns(administrators))
    report.add("used by", names(users), "Users", arns(users))
    report.add(
      "rotation", rotation.map { "every \($0.periodDays) days, next \($0.next.date)" } ?? "off",
      "KeyRotationEnabled", .bool(rotation != nil))
    report.add(
      "material", materialInWords(session.now), "MaterialAgeInDays",
      materialSince.map { .integer(days(from: $0, to: session.now)) } ?? .null)
    report.add(
      "last use",
      lastUse.map { "\($0.name) on \($0.time.readable) by \($0.actor.text)" } ?? "never",
      "LastUse", lastUse.map { .timestamp($0.time) } ?? .null)
    report.add(
      "grants", grants.isEmpty ? "none" : grants.map(\.inWords).joined(separator: "; "), "Grants",
      .list(grants.map { .string($0.address.id.description) }))
    let outside = (isPublic ? ["everybody"] : []) + foreigners
    report.add(
      "outside", outside.isEmpty ? "nobody by the key policy" : outside.joined(separator: ", "),
      "OutsidePrincipals", .list(outside.map { .string($0) }))
    report.add(
      "protects",
      "\(counted(loss.objects.count, "object")), default of "
        + counted(loss.defaults.count, "bucket"), "Objects", .integer(loss.objects.count))
    return report.answer(findings)
  }

  private func materialInWords(_ now: Timestamp) -> String {
    let versions = counted(key.materials.count, "version")
    return versions
      + (materialSince.map { ", the present one \(days(from: $0, to: now)) days old" } ?? "")
  }

  private func days(from start: Timestamp, to end: Timestamp) -> Int {
    (end.secondsSinceEpoch - start.secondsSinceEpoch) / 86_400
  }
}

extension Grant {
  /// To whom and for what, for a learner.
  fileprivate var inWords: String {
    "\(operations.map(\.rawValue).joined(separator: ", ")) for \(grantee.text) since "
      + creationDate.date
  }
}

extension BucketAudit {
  /// The audit for a learner, as data and in Markdown.
  func answer(_ session: Session) -> LabAnswer {
    var report = AuditReport("Audit of s3://\(bucket.name.text), \(session.now.date)")
    let algorithm = bucket.encryption.algorithm.rawValue
    report.add(
      "default", algorithm + (key.map { " under \(session.readableName(of: $0.arn))" } ?? ""),
      "SSEAlgorithm", .string(algorithm))
    report.add(
      "objects",
      counts.isEmpty
        ? "none"
        : counts.map { entry in
          "\(entry.count.objects) under \(session.name(of: entry.holder))"
        }.joined(separator: "; "),
      "Objects", .integer(counts.reduce(0) { $0 + $1.count.objects }))
    report.add(
      "strays", strays.isEmpty ? "none" : "\(strays.count) not under the default key",
      "NotUnderDefaultKey", .list(strays.map { .string($0.uri) }))
    report.add(
      "unreadable", unreadable.isEmpty ? "none" : "\(unreadable.count)", "Unreadable",
      .list(unreadable.map { .string($0.uri) }))
    return report.answer(findings)
  }
}

extension Session {
  /// Whose key objects lie under.
  fileprivate func name(of holder: KeyHolder) -> String {
    switch holder {
    case .s3: "S3's own key"
    case .customer: "keys of their writers (SSE-C)"
    case .kms(let key): readableName(of: key.arn)
    }
  }
}

extension DeletionCertificate {
  /// The certificate for a learner, as data and in Markdown.
  func answer(_ session: Session) -> LabAnswer {
    var report = AuditReport("Certificate of deletion of \(key.id)")
    report.add("key", key.arn.description, "KeyArn", .string(key.arn.description))
    report.add(
      "aliases", aliases.isEmpty ? "none" : aliases.joined(separator: ", "), "Aliases",
      .list(aliases.map { .string($0) }))
    report.add(
      "made", made?.readable ?? "before this trail", "CreationDate",
      made.map { .timestamp($0) } ?? .null)
    report.add(
      "requested", "\(requested.readable) by \(requestedBy), \(windowDays) days to wait",
      "RequestDate", .timestamp(requested))
    report.add("deleted", deleted.readable, "DeletionDate", .timestamp(deleted))
    report.add(
      "evidence", "CloudTrail \(eventIDs.joined(separator: ", "))", "EventIds",
      .list(eventIDs.map { .string($0) }))
    report.add(
      "before", "\(counted(cancellations, "deletion")) called off", "CancelledDeletions",
      .integer(cancellations))
    report.add(
      "last use", lastUse.map { "\($0.name) on \($0.time.readable)" } ?? "never", "LastUse",
      lastUse.map { .timestamp($0.time) } ?? .null)
    report.add(
      "refused", "\(counted(refusedWhilePending, "call")) while it waited", "RefusedWhilePending",
      .integer(refusedWhilePending))
    let objects = loss.objects.prefix(20).map(\.uri).joined(separator: ", ")
    report.add(
      "lost",
      loss.heir.map { "nothing: \($0) keeps the same key material as long as the key is there" }
        ?? (loss.objects.isEmpty
          ? "nothing that is stored here; ciphertexts elsewhere cannot be counted"
          : "\(counted(loss.objects.count, "object")): \(objects)"
            + (loss.objects.count > 20 ? ", …" : "")),
      "LostObjects", .list(loss.heir == nil ? loss.objects.map { .string($0.uri) } : []))
    return report.answer(nil)
  }
}
