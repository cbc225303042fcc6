import Access
import Cloud
import IAM
import Kernel
import Testing

/// The catalogue beside botocore's models of IAM and STS.
@Suite struct IdentityModelTests {
  static let operations = (Catalogue.operations(of: .iam) + Catalogue.operations(of: .sts))
    .map(\.name)

  let iam: ServiceModel
  let sts: ServiceModel

  init() throws {
    iam = try ServiceModel("iam")
    sts = try ServiceModel("sts")
  }

  @Test func `every operation of the models is simulated or named as not simulated`() {
    let ofIAM = Catalogue.operations(of: .iam).map(\.name) + NotSimulatedByIAM.names
    #expect(ofIAM.sorted() == iam.names.sorted())
    let ofSTS = Catalogue.operations(of: .sts).map(\.name) + NotSimulatedBySTS.names
    #expect(ofSTS.sorted() == sts.names.sorted())
  }

  @Test(arguments: operations)
  func `a request has the model's members in the model's order`(name: String) throws {
    let operation = try #require(Catalogue.operation(name))
    let expected = try #require(iam[name] ?? sts[name])
    #expect(operation.members.map(\.name) == expected.inputs.map(\.name))
    #expect(
      operation.members.filter(\.isRequired).map(\.name).sorted() == expected.required.sorted())
    for (member, shape) in zip(operation.members, expected.inputs) {
      let place = "\(name).\(member.name)"
      shape.compare(member.type, place)
      #expect(member.isSensitive == shape.isSensitive, "\(place)")
      guard shape.type != "list" else { continue }
      var bounds: ClosedRange<Int>?
      var least: Int?
      var pattern: String?
      for constraint in member.constraints {
        switch constraint {
        case .length(let range), .range(let range): bounds = range
        case .leastLength(let length): least = length
        case .pattern(let text, _): pattern = text
        }
      }
      #expect(pattern == shape.pattern, "\(place)")
      // A maximum without a minimum begins at nothing.
      #expect(
        (least ?? bounds?.lowerBound ?? 0) == (shape.minimum ?? 0), "\(place)")
      #expect(bounds?.upperBound == shape.maximum, "\(place)")
    }
  }

  @Test(arguments: operations)
  func `a response has the model's members in the model's order`(name: String) throws {
    let operation = try #require(Catalogue.operation(name))
    let expected = try #require(iam[name] ?? sts[name])
    #expect(operation.results.map(\.name) == expected.outputs.map(\.name))
    #expect(operation.results.map(\.isSensitive) == expected.outputs.map(\.isSensitive))
  }

  @Test(arguments: NotSimulatedByIAM.names)
  func `what is not simulated says so`(name: String) {
    let wire = NotSimulatedByIAM.refusal(name).wire
    #expect(wire.code == "InvalidAction")
    #expect(wire.message?.hasPrefix("kmslab does not simulate ") == true)
  }
}
