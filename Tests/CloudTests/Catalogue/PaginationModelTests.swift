import Access
import Cloud
import Foundation
import Kernel
import Testing

/// The catalogue beside botocore's paginators; see `Data/README.md`.
@Suite struct PaginationModelTests {
  private let model: Document

  init() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Data/paginators.json")
    model = try JSONReader.read([UInt8](Data(contentsOf: file)))
  }

  @Test(arguments: Service.allCases)
  func `an operation comes page by page as its model has it`(service: Service) throws {
    let paginators = try #require(model[service.rawValue])
    for operation in Catalogue.operations(of: service) {
      let paginator = paginators[operation.name]
      #expect((operation.paging == nil) == (paginator == nil), "\(operation.name)")
      guard let paging = operation.paging, let paginator else { continue }
      let texts = { (name: String) in paginator[name]?.elements?.compactMap(\.text) ?? [] }
      #expect(paging.inputs == texts("input"), "\(operation.name)")
      // A model may say how to do without the token: `NextMarker || Contents[-1].Key`.
      let outputs = texts("output").map { $0.split(separator: " ")[0] }
      #expect(paging.tokens.map { $0.output[...] } == outputs, "\(operation.name)")
      #expect(paging.limit == paginator["limit"]?.text, "\(operation.name)")
      #expect(paging.lists == texts("lists"), "\(operation.name)")
      #expect(paging.others == texts("others"), "\(operation.name)")
    }
  }
}
