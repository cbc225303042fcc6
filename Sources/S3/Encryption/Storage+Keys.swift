import Access
import Ciphers
import KMS
import Kernel

/// An object as keys are bound to it: where it is, and who asks.
struct ObjectPlace {
  let bucket: Bucket
  let key: ObjectKey
  let call: Call

  /// The object's ARN.
  var arn: ARN { bucket.name.arn(of: key) }

  /// The same caller's call to KMS, made by S3 in the bucket's Region.
  var callOfS3: Call { call.via(.s3, in: bucket.region) }
}

/// Makes and opens the data keys of objects; whatever KMS has to do goes through the front door, as
/// the caller of S3 and by way of S3.
extension Storage {
  /// Makes the data keys of a new object, one a layer, the innermost first.
  mutating func makeDataKeys(
    _ wanted: WantedEncryption, for place: ObjectPlace, _ environment: inout Environment
  ) throws(S3Failure) -> (envelope: Envelope, keys: [SymmetricKey]) {
    switch wanted {
    case .managed(let wanted): return try makeDataKeys(wanted, for: place, &environment)
    case .customer(let key):
      let mark = CustomerKeyMark(of: key, salt: environment.random.bytes(16, from: .objectKey))
      let envelope = Envelope(
        kind: .customer, key: nil, context: .empty, layers: [.customer(mark)])
      return (envelope, [key.dataKey(for: place.arn, mark)])
    }
  }

  private mutating func makeDataKeys(
    _ wanted: ManagedEncryption, for place: ObjectPlace, _ environment: inout Environment
  ) throws(S3Failure) -> (envelope: Envelope, keys: [SymmetricKey]) {
    var keys: [SymmetricKey] = []
    var layers: [WrappedKey] = []
    var kmsKey: ARN?
    if wanted.algorithm.usesKMS {
      let made =
        wanted.usesBucketKey
        ? try derivedDataKey(wanted, for: place, &environment)
        : try kmsDataKey(wanted, for: place, &environment)
      keys.append(made.key)
      layers.append(made.wrapped)
      kmsKey = made.kmsKey
    }
    if wanted.algorithm != .kms {
      let (key, sealed) = s3.makeDataKey(in: place.bucket.region, for: place.arn, &environment)
      keys.append(key)
      layers.append(.owned(sealed))
    }
    let envelope = Envelope(
      kind: .managed(wanted.algorithm), key: kmsKey, context: wanted.context, layers: layers)
    return (envelope, keys)
  }

  /// Opens the data keys of a stored object, or of an upload; one under a customer's key needs it.
  mutating func openDataKeys(
    _ envelope: Envelope, with customerKey: CustomerKey?, of place: ObjectPlace,
    _ environment: inout Environment
  ) throws(S3Failure) -> [SymmetricKey] {
    var keys: [SymmetricKey] = []
    for layer in envelope.layers {
      switch layer {
      case .kms(let blob):
        keys.append(
          try decrypt(blob, envelope.context.adding(place.arn), as: place.callOfS3, &environment))
      case .derived(let id, let salt):
        let bucketKey = try openBucketKey(id, of: place, &environment)
        keys.append(bucketKey.dataKey(for: place.arn, salt: salt))
      case .owned(let sealed):
        keys.append(try s3.open(sealed, in: place.bucket.region, for: place.arn))
      case .customer(let mark):
        guard let customerKey else { throw .customerKey(.missing) }
        keys.append(customerKey.dataKey(for: place.arn, mark))
      }
    }
    return keys
  }
}

/// A data key that was just made.
private struct NewDataKey {
  let key: SymmetricKey
  let wrapped: WrappedKey
  let kmsKey: ARN
}

extension Storage {
  /// Asks KMS for a data key of one object.
  private mutating func kmsDataKey(
    _ wanted: ManagedEncryption, for place: ObjectPlace, _ environment: inout Environment
  ) throws(S3Failure) -> NewDataKey {
    let request = GenerateDataKey.Request(
      key: wanted.key, context: wanted.context.adding(place.arn))
    let made = try generate(request, as: place.callOfS3, &environment)
    return NewDataKey(
      key: SymmetricKey(made.plaintext.bytes), wrapped: .kms(made.ciphertext), kmsKey: made.key)
  }

  /// Derives a data key of a bucket key; asks KMS for one only where S3 holds none.
  private mutating func derivedDataKey(
    _ wanted: ManagedEncryption, for place: ObjectPlace, _ environment: inout Environment
  ) throws(S3Failure) -> NewDataKey {
    let (id, bucketKey, kmsKey) = try bucketKey(wanted, for: place, &environment)
    let salt = environment.random.bytes(16, from: .objectKey)
    return NewDataKey(
      key: bucketKey.dataKey(for: place.arn, salt: salt), wrapped: .derived(id, salt: salt),
      kmsKey: kmsKey)
  }

  /// The bucket key to write with: one that S3 holds for the caller, or a new one.
  ///
  /// On AWS a held key serves for a while whatever KMS would say by now. Here the clock stands
  /// still, so that it would serve for ever: S3 goes on with it only as long as KMS would agree.
  private mutating func bucketKey(
    _ wanted: ManagedEncryption, for place: ObjectPlace, _ environment: inout Environment
  ) throws(S3Failure) -> (BucketKeyID, SymmetricKey, ARN) {
    let call = place.callOfS3
    let context = wanted.context.adding(place.bucket.name.arn)
    let request = GenerateDataKey.Request(key: wanted.key, context: context)
    let held = s3.held(place.bucket.name, for: call.principal, at: environment.now)
    if !held.isEmpty,
      let agreed = environment.rehearse(GenerateDataKey.self, request, on: kms, as: call)
    {
      for id in held.reversed() {
        guard let stored = s3.bucketKeys[id], stored.key == agreed.key,
          stored.requester == call.principal, stored.context == wanted.context,
          let opened = environment.rehearse(
            Decrypt.self, Decrypt.Request(stored.wrapped, context: context), on: kms, as: call)
        else { continue }
        return (id, SymmetricKey(opened.plaintext.bytes), stored.key)
      }
    }
    let made = try generate(request, as: call, &environment)
    let number = place.bucket.bucketKeyCount + 1
    s3[found: place.bucket.name].bucketKeyCount = number
    let id = BucketKeyID(bucket: place.bucket.name, number: number)
    s3.bucketKeys[id] = BucketKey(
      wrapped: made.ciphertext, key: made.key, context: wanted.context, requester: call.principal)
    s3.hold(id, for: call.principal, from: environment.now)
    return (id, SymmetricKey(made.plaintext.bytes), made.key)
  }

  /// Opens the bucket key of a stored object; asks KMS only where S3 does not hold it.
  private mutating func openBucketKey(
    _ id: BucketKeyID, of place: ObjectPlace, _ environment: inout Environment
  ) throws(S3Failure) -> SymmetricKey {
    guard let stored = s3.bucketKeys[id] else { throw .damaged }
    let call = place.callOfS3
    let context = stored.context.adding(place.bucket.name.arn)
    let held = s3.held(place.bucket.name, for: call.principal, at: environment.now)
    if held.contains(id),
      let opened = environment.rehearse(
        Decrypt.self, Decrypt.Request(stored.wrapped, context: context), on: kms, as: call)
    {
      return SymmetricKey(opened.plaintext.bytes)
    }
    let key = try decrypt(stored.wrapped, context, as: call, &environment)
    s3.hold(id, for: call.principal, from: environment.now)
    return key
  }

  private mutating func generate(
    _ request: GenerateDataKey.Request, as call: Call, _ environment: inout Environment
  ) throws(S3Failure) -> GenerateDataKey.Response {
    do throws(Refusal<KMSFailure>) {
      return try environment.perform(GenerateDataKey.self, request, on: &kms, as: call)
    } catch {
      throw S3Failure(error)
    }
  }

  private mutating func decrypt(
    _ blob: CiphertextBlob, _ context: EncryptionContext, as call: Call,
    _ environment: inout Environment
  ) throws(S3Failure) -> SymmetricKey {
    do throws(Refusal<KMSFailure>) {
      let opened = try environment.perform(
        Decrypt.self, Decrypt.Request(blob, context: context), on: &kms, as: call)
      return SymmetricKey(opened.plaintext.bytes)
    } catch {
      // S3 hands KMS nothing but what it has stored, so a foreign ciphertext is S3's own fault.
      if case .failed(.invalidCiphertext) = error { throw .damaged }
      throw S3Failure(error)
    }
  }
}
