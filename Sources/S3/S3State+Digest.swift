import Ciphers
import KMS
package import Kernel

extension S3State {
  /// Feeds every bucket, object and key, S3's own keys included.
  package func feed(_ digest: inout WorldDigest) {
    digest.feed(buckets.count)
    for (_, bucket) in buckets { bucket.feed(&digest) }
    digest.feed(bucketKeys.count)
    for (id, key) in bucketKeys {
      digest.feed("\(id.bucket) \(id.number) \(key.key) \(key.requester.arn)")
      digest.feed(bytes: key.wrapped.bytes)
      digest.feed(bytes: key.context.canonicalBytes)
    }
    digest.feed(heldBucketKeys.count)
    for (id, end) in heldBucketKeys {
      digest.feed("\(id.requester) \(id.key.bucket) \(id.key.number)")
      digest.feed(end.secondsSinceEpoch)
    }
    if let idKey {
      digest.feed(secret: idKey.copyBytes())
      digest.feed(versionCount)
      if uploadCount > 0 { digest.feed(uploadCount) }
    }
    for (account, block) in accountBlocks {
      digest.feed("public access of \(account) \(block.switches)")
    }
    digest.feed(ownedKeys.count)
    for (region, key) in ownedKeys {
      digest.feed(region.description)
      digest.feed(secret: key.bytes.copyBytes())
    }
  }
}

extension Bucket {
  fileprivate func feed(_ digest: inout WorldDigest) {
    digest.feed("\(name.text) \(owner) \(region)")
    digest.feed(creationDate.secondsSinceEpoch)
    digest.feed(encryption.algorithm.rawValue)
    digest.feed(encryption.keyID ?? "")
    digest.feed(encryption.bucketKeyEnabled.map { $0 ? 1 : 0 } ?? -1)
    digest.feed(encryption.blocked.joined(separator: " "))
    digest.feed(encryption.isConfigured ? 1 : 0)
    digest.feed(bucketKeyCount)
    digest.feed(objects.count)
    for (key, object) in objects {
      digest.feed(key.text)
      object.feed(&digest)
    }
    for tag in tags { digest.feed("\(tag.key)=\(tag.value)") }
    for upload in uploads.values { upload.feed(&digest) }
    if let lifecycle {
      digest.feed(lifecycle.rules.document ?? .null)
      digest.feed(lifecycle.minimumTransitionSize)
      digest.feed(lifecycle.slot?.time.secondsSinceEpoch ?? -1)
    }
    objectLock?.feed(&digest)
    // A bucket as every new one is digested as it was before there were policies.
    if let policy { digest.feed("policy \(policy.text)") }
    if publicAccessBlock != .standard {
      digest.feed("public access " + (publicAccessBlock.map(\.switches) ?? "not blocked"))
    }
    // A bucket that never kept versions is digested as it was before there were any.
    guard let versioning else { return }
    digest.feed(versioning.rawValue + (tellsMFADelete ? " MFADelete" : ""))
    for (_, object) in objects { object.version.feed(&digest) }
    digest.feed(otherVersions.count)
    for (place, version) in otherVersions {
      digest.feed(place.key.text)
      version.number.feed(&digest)
      digest.feed(version.lastModified.secondsSinceEpoch)
      version.object?.feed(&digest)
    }
  }
}

extension PublicAccessBlock {
  fileprivate var switches: String {
    [blocksPublicACLs, ignoresPublicACLs, blocksPublicPolicy, restrictsPublicBuckets]
      .map { $0 ? "1" : "0" }.joined()
  }
}

extension StoredObject {
  fileprivate func feed(_ digest: inout WorldDigest) {
    digest.feed(size)
    digest.feed(eTag)
    digest.feed(lastModified.secondsSinceEpoch)
    digest.feed(ObjectHeaders.shape.document(headers))
    digest.feed(tags.document ?? .null)
    envelope.feed(&digest)
    for segment in segments { digest.feed(bytes: segment) }
    digest.feed(checksumAlgorithm.rawValue)
    digest.feed(bytes: sealedChecksum)
    lock.feed(&digest)
    guard !parts.isEmpty else { return }
    digest.feed(checksumType.rawValue)
    for part in parts { part.feed(&digest) }
  }
}

extension ObjectPart {
  fileprivate func feed(_ digest: inout WorldDigest) {
    digest.feed(number)
    digest.feed(size)
    digest.feed(bytes: salt)
    digest.feed(bytes: sealedChecksum)
  }
}

extension MultipartUpload {
  fileprivate func feed(_ digest: inout WorldDigest) {
    digest.feed(place.key.text)
    digest.feed(place.ordinal)
    digest.feed(initiated.secondsSinceEpoch)
    digest.feed("\(initiator.arn)")
    digest.feed(ObjectHeaders.shape.document(headers))
    digest.feed(tags.document ?? .null)
    envelope.feed(&digest)
    digest.feed("\(checksum?.algorithm.rawValue ?? "") \(checksum?.type.rawValue ?? "")")
    digest.feed(isOvertaken ? 1 : 0)
    lock.feed(&digest)
    digest.feed(parts.count)
    for part in parts.values {
      part.part.feed(&digest)
      digest.feed(part.eTag)
      digest.feed(part.lastModified.secondsSinceEpoch)
      for segment in part.segments { digest.feed(bytes: segment) }
    }
  }
}

extension Envelope {
  fileprivate func feed(_ digest: inout WorldDigest) {
    digest.feed("\(kind.text) \(key?.description ?? "")")
    digest.feed(bytes: context.canonicalBytes)
    for layer in layers { layer.feed(&digest) }
  }
}

extension VersionNumber {
  fileprivate func feed(_ digest: inout WorldDigest) {
    digest.feed(ordinal)
    digest.feed(isNull ? 1 : 0)
  }
}

extension WrappedKey {
  fileprivate func feed(_ digest: inout WorldDigest) {
    switch self {
    case .kms(let blob): digest.feed(bytes: blob.bytes)
    case .derived(let id, let salt):
      digest.feed("\(id.bucket) \(id.number)")
      digest.feed(bytes: salt)
    case .owned(let key): digest.feed(bytes: key.bytes)
    case .customer(let mark): digest.feed(bytes: mark.salt + mark.hmac)
    }
  }
}
