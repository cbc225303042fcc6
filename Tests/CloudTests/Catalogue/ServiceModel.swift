import Foundation
import Kernel
import Testing

/// What botocore's model of a service says of the operations; see `Data/README.md`.
struct ServiceModel {
  /// What the model says of one operation.
  struct Operation {
    let inputs: [Shape]
    let required: [String]
    let outputs: [Shape]
    let errors: [String]

    /// The response's members in the order in which botocore's parser puts them: headers first,
    /// then what the body holds.
    var parsedOutputs: [Shape] {
      outputs.filter(\.isHeader) + outputs.filter { !$0.isHeader }
    }
  }

  /// What the model says of one member.
  struct Shape {
    let document: Document

    var name: String { document["name"]?.text ?? "" }
    var type: String { document["type"]?.text ?? "" }
    var minimum: Int? { number("min") }
    var maximum: Int? { number("max") }
    var pattern: String? { document["pattern"]?.text }
    var isSensitive: Bool { document["sensitive"] == true }
    var values: [String] { document["enum"]?.elements?.compactMap(\.text) ?? [] }
    var required: [String] { document["required"]?.elements?.compactMap(\.text) ?? [] }
    var members: [Shape] { document["members"]?.elements?.map(Shape.init) ?? [] }
    var element: Shape? { document["member"].map(Shape.init) }
    var isStream: Bool { document["streaming"] == true }
    var isHeader: Bool { ["header", "headers"].contains(document["location"]?.text) }

    private func number(_ name: String) -> Int? {
      if case .number(let number) = document[name] { number.integer } else { nil }
    }
  }

  private let document: Document
  /// The names of all operations of the service, described here or not.
  let names: [String]

  /// Reads `Data/<service>-model.json` beside this file.
  init(_ service: String) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Data/\(service)-model.json")
    let content = try JSONReader.read([UInt8](Data(contentsOf: file)))
    document = content["operations"] ?? content
    names =
      content["names"]?.elements?.compactMap(\.text) ?? document.members?.names ?? []
  }

  subscript(name: String) -> Operation? {
    document[name].map { operation in
      let input = Shape(document: operation["input"] ?? [:])
      return Operation(
        inputs: input.members, required: input.required,
        outputs: Shape(document: operation["output"] ?? [:]).members,
        errors: operation["errors"]?.elements?.compactMap(\.text) ?? [])
    }
  }
}
