import Cloud
import Kernel
import S3
import TestBench
import Testing

/// The catalogue beside botocore's model of S3 Control.
@Suite struct S3ControlModelTests {
  let model: ServiceModel

  init() throws { model = try ServiceModel("s3control") }

  static let operations = Catalogue.operations(of: .s3control)

  @Test func `every operation of the model is simulated or named as not simulated`() {
    let names = Self.operations.map(\.name) + NotSimulatedByS3Control.names
    #expect(names.sorted() == model.names.sorted())
  }

  @Test(arguments: operations)
  func `requests and answers have the model's members`(operation: AnyOperation) throws {
    let expected = try #require(model[operation.name])
    #expect(operation.members.map(\.name) == expected.inputs.map(\.name))
    #expect(
      operation.members.filter(\.isRequired).map(\.name).sorted() == expected.required.sorted())
    for (member, shape) in zip(operation.members, expected.inputs) {
      shape.compare(member.type, "\(operation.name).\(member.name)", inOrder: true)
      #expect(member.isSensitive == shape.isSensitive)
    }
    #expect(operation.results.map(\.name) == expected.outputs.map(\.name))
  }
}
