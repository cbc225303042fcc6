import Access
import Cloud
import Kernel
import Sessions

extension Coach {
  /// Where a policy is at fault, which AWS does not tell.
  func placeOfFault(_ message: String) -> Advice? {
    let names = ["PolicyDocument", "AssumeRolePolicyDocument", "Policy"]
    guard let text = names.lazy.compactMap({ request[$0]?.text }).first else { return nil }
    let isTrust = ["CreateRole", "UpdateAssumeRolePolicy"].contains(operation.name)
    let kind: PolicyReader.Kind =
      operation.service == .kms ? .resource : isTrust ? .trust : .identity
    do throws(PolicyFault) {
      let identities = session.world.environment.identities
      _ = try PolicyReader.read(text, kind: kind) { identities.contains($0) }
      return nil
    } catch {
      // What AWS has said need not be said again.
      return message.contains(error.explanation)
        ? nil : Advice(why: error.explanation, next: nil)
    }
  }
}
