package import Access
package import Cloud
package import Kernel
import S3

/// A request that somebody has signed and a service has understood: the call that it stands for.
package struct ReceivedCall: Sendable {
  /// Who signed it.
  package let signer: Signer
  /// The operation.
  package let operation: AnyOperation
  /// What it is called with.
  package let members: DocumentObject
  /// Who calls, and from where.
  package let call: Call
  private let asked: ServiceRequest
  private let form: FormVisit?

  /// What came of a call, before it is written as the protocol has it.
  package struct Outcome: Sendable {
    fileprivate let result: Result<DocumentObject, HTTPFailure>
    /// What the world answered; `nil` for a request that became no call.
    package fileprivate(set) var answer: Cloud.Outcome?
    /// The id that the trail tells; `nil` for a request that became no call.
    fileprivate let id: UniqueID?
    fileprivate var headers: [HTTPField] = []

    /// Why it was refused; `nil` for a success.
    package var failure: HTTPFailure? {
      if case .failure(let failure) = result { failure } else { nil }
    }
  }

  /// Receives a request; `keys` are those that signed lately, `isSecure` tells whether it counts as
  /// come over TLS.
  ///
  /// - Throws: why nobody is believed to have signed it, or what the service does not understand.
  package init(
    _ asked: ServiceRequest, _ request: HTTPRequest, by authenticator: Authenticator,
    remembering keys: inout SigningKeys, isSecure: Bool
  ) throws(HTTPFailure) {
    self.asked = asked
    if let refusal = asked.refusal { throw refusal }
    var contentHash: String?
    if asked.isForm, let bucket = asked.inS3?.address.bucket {
      let sent = try MultipartForm(contentType: request.header("content-type"), body: request.body)
      let visit = FormVisit(sent, bucket: bucket)
      signer = try authenticator.signer(of: visit)
      operation = try ServiceRequest.known(.s3, "PutObject")
      members = try visit.request(body: sent.file)
      form = visit
    } else {
      let authentic: AuthenticRequest
      do throws(SignatureFault) {
        authentic = try authenticator.authenticate(
          request, to: asked.addressee, remembering: &keys)
      } catch {
        throw error.failure(of: asked.service ?? .kms)
      }
      signer = authentic.signer
      contentHash = authentic.contentHash
      (operation, members) = try asked.operation(
        headers: authentic.request.headers, body: authentic.request.body)
      form = nil
    }
    call = Call(
      principal: signer.principal, region: signer.region ?? .usEast1,
      origin: Origin(
        address: request.peer, agent: request.header("user-agent") ?? "-", isSecure: isSecure,
        accessKeyID: signer.accessKeyID, referer: request.header("referer"),
        contentHash: contentHash),
      authentication: signer.authentication)
  }

  /// Makes the call.
  package func perform(in world: inout World) -> Outcome {
    if let failure = fault(in: world) {
      return Outcome(
        result: .failure(failure), id: nil,
        headers: bucket(in: world).map { [ServiceRequest.header(of: $0)] } ?? [])
    }
    let outcome = world.handle(operation, .object(members), as: call)
    let result = outcome.mapError { HTTPFailure($0, of: operation) }
    var told = Outcome(
      result: result, id: world.environment.trail.suffix(1).last?.record.requestID,
      headers: headers(of: result, in: world))
    told.answer = outcome
    return told
  }

  /// The answer; `number` is that of the request among all, for one that became no call.
  package func response(to outcome: Outcome, number: Int) -> HTTPResponse {
    let id = outcome.id.map { RequestID($0) } ?? RequestID(refused: number)
    switch outcome.result {
    case .success(let members):
      return form?.response(members, id: id) ?? asked.response(operation, members, id: id)
    case .failure(let failure): return asked.response(failure, id: id, headers: outcome.headers)
    }
  }
}

/// What only the world tells of a request to S3.
extension ReceivedCall {
  private func bucket(in world: World) -> Bucket? {
    asked.inS3?.address.bucket.flatMap { world.storage.s3.buckets[BucketName($0)] }
  }

  /// What a refusal tells in headers: where the bucket is that HEAD asks for, and of a delete
  /// marker that it met.
  private func headers(
    of result: Result<DocumentObject, HTTPFailure>, in world: World
  ) -> [HTTPField] {
    if operation.name == "HeadBucket" { return asked.headersOfBucket(in: world) }
    guard case .failure(let failure) = result, [404, 405].contains(failure.status),
      ["GetObject", "HeadObject"].contains(operation.name), let bucket = bucket(in: world),
      let key = asked.inS3?.address.key.map({ ObjectKey($0) })
    else { return [] }
    let s3 = world.storage.s3
    let named = members["VersionId"]?.text.map { ObjectVersionID($0) }
    let version =
      if let named {
        try? s3.version(named, of: key, in: bucket)
      } else {
        bucket.latest(key)
      }
    guard case .deleteMarker(let marker)? = version else { return [] }
    let told = [
      HTTPField("x-amz-delete-marker", "true"),
      HTTPField("x-amz-version-id", s3.id(of: marker.version).text),
    ]
    guard named != nil else { return told }
    return told + [
      HTTPField("Allow", "DELETE"), HTTPField("Last-Modified", marker.lastModified.httpDate),
    ]
  }

  /// Why a call is not made; `nil` where it is.
  private func fault(in world: World) -> HTTPFailure? {
    guard let bucket = bucket(in: world) else { return nil }
    // A bucket tells everybody where it is, and whoever makes one learns that it is there.
    if !["GetBucketLocation", "CreateBucket"].contains(operation.name) {
      let isHead = operation.name == "HeadBucket"
      if let elsewhere = asked.redirection(to: bucket, isHead: isHead, by: signer) {
        return elsewhere
      }
      do throws(SignatureFault) {
        try signer.check(bucket.region)
      } catch {
        return error.failure(of: .s3)
      }
    }
    if form == nil {
      do throws(HTTPFailure) {
        try world.checkLockedContent(of: operation, members)
      } catch {
        return error
      }
    }
    do throws(HTTPFailure) {
      try world.checkVersion(of: call, operation, members)
    } catch {
      return error
    }
    return nil
  }
}
