package import Cloud
import Kernel
import Testing

extension AnyOperation: CustomTestStringConvertible {
  /// `CreateKey`, or `s3control GetPublicAccessBlock` where another service has the name too.
  package var testDescription: String {
    service == .s3control ? "\(service.command) \(name)" : name
  }
}
