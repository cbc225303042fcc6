import Foundation
import Kernel
import Testing

/// What botocore's model of KMS says of the operations; see `Data/README.md`.
struct KMSModel {
  /// What the model says of one operation.
  struct Operation {
    let inputs: [Shape]
    let required: [String]
    let outputs: [Shape]
    let errors: [String]
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

    private func number(_ name: String) -> Int? {
      if case .number(let number) = document[name] { number.integer } else { nil }
    }
  }

  private let document: Document

  /// Reads the file beside this one.
  init() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Data/kms-model.json")
    document = try JSONReader.read([UInt8](Data(contentsOf: file)))
  }

  /// The names of the operations.
  var names: [String] { document.members?.names ?? [] }

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
