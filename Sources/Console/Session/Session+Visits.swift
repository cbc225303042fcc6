package import Cloud
package import IAM
package import Kernel

extension Session {
  /// Does something in the world that no line does, as one step that undo takes back.
  ///
  /// `text` names the step; `body` tells whether it has changed anything.
  package mutating func visit<Result>(
    _ text: String, _ body: (inout World) -> (result: Result, hasChanged: Bool)
  ) -> Result {
    guard keepsPast else { return body(&present.world).result }
    line = Line(text: text)
    line.origin = present
    let (result, hasChanged) = body(&present.world)
    line.isChanging = hasChanged
    settle()
    line.origin = nil
    return result
  }

  /// Keeps a call that was made beside the lines and was refused, for `explain` to explain.
  ///
  /// A refused call has changed nothing but the trail: it is explained on the world after it.
  package mutating func keepRefused(
    _ operation: AnyOperation, _ request: DocumentObject, _ call: Call
  ) {
    lastCall = ToldCall(moment: present, operation: operation, request: request, call: call)
  }
}
