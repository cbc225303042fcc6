package import Access

/// How often an account may call an operation in a Region: AWS's documented quotas, or near them.
package enum RequestRate: Sendable {
  /// So many calls of its own within so many seconds.
  case own(Int, seconds: Int = 1)
  /// What the cryptographic operations on keys of one kind share.
  case cryptographic
}

extension KMSOperation {
  /// What AWS allows of most operations.
  package static var rate: RequestRate { .own(5) }

  /// Most operations use no key.
  package static func usedKey(
    _ request: Request, in kms: KMSState, as call: Call
  ) -> Key? { nil }

  package static func quota(
    of request: Request, in kms: KMSState, as call: Call
  ) -> RequestQuota? {
    switch rate {
    case .own(let calls, let seconds): RequestQuota(name, calls: calls, seconds: seconds)
    case .cryptographic: usedKey(request, in: kms, as: call)?.quota ?? .symmetric
    }
  }
}

extension KeyOperation {
  package static func usedKey(_ request: Request, in kms: KMSState, as call: Call) -> Key? {
    kms.existingKey(request.key, as: call)
  }
}

extension KMSState {
  /// The key that a reference leads to; `nil` where it leads to none that was made.
  func existingKey(_ reference: KeyReference, as call: Call) -> Key? {
    guard case .key(let key)? = try? resolve(reference, .keysAndAliases, as: call) else {
      return nil
    }
    return key
  }
}

extension DataKeyPairSpec {
  /// How many pairs of the type an account may ask for.
  var quota: RequestQuota {
    let (calls, seconds) =
      switch self {
      case .ECC_NIST_P256, .ECC_SECG_P256K1, .ECC_NIST_EDWARDS25519, .SM2: (25, 1)
      case .ECC_NIST_P384: (10, 1)
      case .ECC_NIST_P521: (5, 1)
      case .RSA_2048: (1, 1)
      case .RSA_3072: (1, 2)
      case .RSA_4096: (1, 10)
      }
    return RequestQuota("GenerateDataKeyPair (\(rawValue))", calls: calls, seconds: seconds)
  }
}

extension Key {
  /// What its cryptographic operations share: with all keys of its kind, or of its store.
  fileprivate var quota: RequestQuota {
    if let custody { return .keyStore(custody.store.description) }
    return switch type.spec {
    case .RSA_2048, .RSA_3072, .RSA_4096:
      RequestQuota("cryptographic operations (RSA)", calls: 1_000)
    case .ECC_NIST_P256, .ECC_NIST_P384, .ECC_NIST_P521, .ECC_SECG_P256K1, .ECC_NIST_EDWARDS25519,
      .SM2:
      RequestQuota("cryptographic operations (ECC)", calls: 1_000)
    case .ML_DSA_44, .ML_DSA_65, .ML_DSA_87:
      RequestQuota("cryptographic operations (ML-DSA)", calls: 1_000)
    case .symmetricDefault, .HMAC_224, .HMAC_256, .HMAC_384, .HMAC_512: .symmetric
    }
  }
}

extension RequestQuota {
  /// Of all operations in a custom key store.
  static func keyStore(_ id: String) -> RequestQuota {
    RequestQuota("key store \(id)", calls: 1_800)
  }

  /// Of all operations on symmetric and HMAC keys.
  static var symmetric: RequestQuota {
    RequestQuota("cryptographic operations (symmetric)", calls: 10_000)
  }
}
