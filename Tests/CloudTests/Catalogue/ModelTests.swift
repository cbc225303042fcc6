import Cloud
import Kernel
import Testing

/// The catalogue beside botocore's model of KMS.
@Suite struct ModelTests {
  let model: ServiceModel

  init() throws { model = try ServiceModel("kms") }

  static let names = Catalogue.operations(of: .kms).map(\.name)

  @Test func `every operation of the model is done`() throws {
    #expect(model.names.count == 54)
    #expect(ModelTests.names.sorted() == model.names.sorted())
    #expect(Catalogue.refusedCommands(of: .kms) == [])
  }

  @Test(arguments: names)
  func `a request has the model's members in the model's order`(name: String) throws {
    let operation = try #require(Catalogue.operation(name))
    let expected = try #require(model[name])
    #expect(operation.members.map(\.name) == expected.inputs.map(\.name))
    #expect(
      operation.members.filter(\.isRequired).map(\.name).sorted() == expected.required.sorted())
    for (member, shape) in zip(operation.members, expected.inputs) {
      compare(member, shape, "\(name).\(member.name)")
    }
  }

  @Test(arguments: names)
  func `a response has members of the model in the model's order`(name: String) throws {
    let operation = try #require(Catalogue.operation(name))
    // What kmslab has nothing to say of: enclaves, and rotations that take their time.
    let leftOut = ["CiphertextForRecipient", "OnDemandRotationStartDate"]
    let expected = try #require(model[name]).outputs.filter { !leftOut.contains($0.name) }
    #expect(operation.results.map(\.name) == expected.map(\.name))
    #expect(operation.results.map(\.isSensitive) == expected.map(\.isSensitive))
  }

  /// Limits that AWS's manual sets below the model's: the operation and the member's maximum.
  static let tighter = [
    "ListAliases.Limit": 100, "ListGrants.Limit": 100, "ListResourceTags.Limit": 50,
    "ListRetirableGrants.Limit": 100,
  ]

  private func compare(_ member: MemberDescription, _ shape: ServiceModel.Shape, _ place: String) {
    shape.compare(member.type, place)
    #expect(member.isSensitive == shape.isSensitive, "\(place)")
    var bounds: ClosedRange<Int>?
    var pattern: String?
    for constraint in member.constraints {
      switch constraint {
      case .length(let range), .range(let range): bounds = range
      case .leastLength(let least): bounds = least...least
      case .pattern(let text, _): pattern = text
      }
    }
    #expect(pattern == shape.pattern, "\(place)")
    #expect(bounds?.lowerBound == shape.minimum, "\(place)")
    #expect(bounds?.upperBound == ModelTests.tighter[place] ?? shape.maximum, "\(place)")
  }
}
