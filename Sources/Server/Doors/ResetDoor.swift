import Kernel
import Sessions
import Wire

extension Door {
  /// Begins anew.
  static let reset = Door(
    name: "reset", method: "POST",
    summary: "a new world from the same seed, or from {\"seed\": 7}", manner: .long
  ) { endpoint, request, moment in
    if endpoint.rules.isAtPrompt {
      let error = "this world is a session at a prompt: post the line reset, which undo takes back"
      return .json(409, ["error": .string(error)])
    }
    if let keeper = endpoint.keeper {
      return .json(409, ["error": .string(keeper.refusalOfReset)])
    }
    var seed: UInt64?
    do throws(DoorFault) {
      if let member = try DoorFault.members(request.body, ["seed"])["seed"] {
        guard case .number(let number) = member, let value = UInt64(number.literal) else {
          throw DoorFault("seed takes a whole number from 0 to \(UInt64.max)")
        }
        seed = value
      }
    } catch {
      return error.response
    }
    let visit = endpoint.stay(at: moment) { world in
      var configuration = world.session.configuration
      configuration.seed = seed ?? configuration.seed
      var session = Session(
        configuration, isCoached: world.session.isCoached, host: world.session.host,
        table: world.session.table)
      session.keepsPast = endpoint.rules.keepsPast
      world.begin(session)
      return configuration.seed
    }
    let number = Number(validLiteral: String(visit.result))
    return .json(
      200, ["seed": .number(number), "now": .string(visit.now.description)],
      waits: visit.waits)
  }
}

extension Keeper {
  /// Why a session that is kept does not begin anew.
  fileprivate var refusalOfReset: String {
    "this world is the session \(name), which is kept: post the line reset, which undo takes back,"
      + " or serve another session"
  }
}
