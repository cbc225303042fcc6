import Kernel
import Sessions
import Wire

extension Door {
  /// Runs lines of the console.
  static let line = Door(
    name: "line", method: "POST",
    summary: "runs lines, as the prompt does; JSON where the header Accept asks for it",
    manner: .long
  ) { endpoint, request, moment in
    guard let text = String(validating: request.body, as: UTF8.self) else {
      let byte = (UTF8Check.firstInvalidByte(in: request.body) ?? 0) + 1
      return .json(400, ["error": .string("byte \(byte) of the lines is no UTF-8")])
    }
    let visit = endpoint.run(text, at: moment)
    let lines = visit.result.lines
    if request.header("accept")?.contains("application/json") == true {
      return .json(
        200,
        [
          "output": .string(String(decoding: lines.output, as: UTF8.self)),
          "status": .integer(lines.status), "now": .string(visit.now.description),
        ], waits: visit.waits)
    }
    var response = HTTPResponse(
      status: 200,
      headers: [
        HTTPField("Content-Type", "text/plain; charset=utf-8"),
        HTTPField("x-kmslab-status", String(lines.status)),
        HTTPField("x-kmslab-now", visit.now.description),
      ], body: lines.output)
    response.waits = visit.waits
    return response
  }

  /// Stops lines.
  static let stop = Door(
    name: "stop", method: "POST",
    summary: "stops the lines that run, and takes back what the present one did", manner: .outside
  ) { endpoint, request, _ in
    do throws(DoorFault) {
      let name = try DoorFault.members(request.body, ["name"])["name"]
      return .json(200, ["stopped": .integer(endpoint.work.stop(name?.text))])
    } catch {
      return error.response
    }
  }
}
