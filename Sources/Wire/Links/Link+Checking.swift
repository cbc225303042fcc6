package import Access
package import Cloud
import Kernel
import S3

/// A request that somebody makes who has a link and nothing else.
package struct LinkVisit: Sendable {
  /// `GET`.
  package let method: String
  /// The link.
  package let link: Link
  /// The headers that are sent beside the host, by any spelling.
  package let headers: [HTTPField]

  /// Makes a visit.
  package init(_ method: String, _ link: Link, headers: [HTTPField] = []) {
    self.method = method
    self.link = link
    self.headers = headers.map { .init($0.name.lowercased(), $0.value) }
  }

  /// The call that the link stands for: its signer's, as old as the signature is.
  ///
  /// - Throws: what S3 says of a link that has expired, that was changed, or that nobody signed.
  package func call(in world: World) throws(HTTPFailure) -> Call {
    let bucket = world.storage.s3.buckets[BucketName(link.bucket)]
    let request = HTTPRequest(
      method: method, target: link.target, headers: headers + [HTTPField("host", link.host)],
      peer: Origin.visitor.address)
    let signer: Signer
    do throws(SignatureFault) {
      signer = try Authenticator(world).signer(of: request, to: Addressee(.s3))
      if let bucket { try signer.check(bucket.region) }
    } catch {
      throw error.failure(of: .s3)
    }
    return Call(
      principal: signer.principal, region: signer.region ?? bucket?.region ?? .usEast1,
      origin: .visitor, authentication: signer.authentication)
  }
}

extension Authenticator {
  /// Makes the authenticator of a world that nobody serves.
  init(_ world: World) {
    self.init(world.environment.identities, ServedClock(standingAt: world.now))
  }
}
