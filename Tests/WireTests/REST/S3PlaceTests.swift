import Cloud
import Foundation
import Kernel
import Testing

@testable import Wire

@Suite struct S3PlaceTests {
  static let model: Document = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Data/s3-wire.json").standardizedFileURL
    let bytes = (try? Data(contentsOf: file)).map { Array($0) } ?? []
    return (try? JSONReader.read(bytes)) ?? .null
  }()

  @Test(arguments: Catalogue.operations(of: .s3).map(\.name))
  func `every member of a request travels where AWS's model says`(_ name: String) throws {
    let operation = try #require(Catalogue.operation(name, of: .s3))
    let model = try #require(Self.model[name]?["input"]?.members)
    for member in operation.members {
      let place = MemberPlace.request(name, member)
      let told = model[member.name]?.text ?? ""
      // Names of headers are compared without case; ours are those in which they come in.
      #expect(
        place.text == (told.hasPrefix("header") ? told.lowercased() : told), "\(member.name)")
      check(member.type, in: Self.element(place, member.name), member.name, model)
    }
  }

  @Test(arguments: Catalogue.operations(of: .s3).map(\.name))
  func `every member of an answer travels where AWS's model says`(_ name: String) throws {
    let operation = try #require(Catalogue.operation(name, of: .s3))
    guard let model = Self.model[name]?["output"]?.members else {
      #expect(operation.results.isEmpty)
      return
    }
    for result in operation.results {
      let place = MemberPlace.answer(name, result.name, result.type)
      // The one answer whose root is its value.
      if name == "GetBucketLocation" {
        #expect(place == .document(root: "LocationConstraint"))
        continue
      }
      #expect(place.text == model[result.name]?.text, "\(result.name)")
      check(result.type, in: Self.element(place, result.name), result.name, model)
    }
  }

  @Test(arguments: Catalogue.operations(of: .s3).map(\.name))
  func `the way that AWS's model tells leads to the operation`(_ name: String) throws {
    let model = try #require(Self.model[name])
    let address = try #require(model["uri"]?.text).split(separator: "?", maxSplits: 1)
    var query = (address.count == 2 ? address[1].split(separator: "&") : []).map { part in
      let pair = part.split(separator: "=", maxSplits: 1)
      return HTTPField(String(pair[0]), pair.count == 2 ? String(pair[1]) : "")
    }
    for member in try #require(Catalogue.operation(name, of: .s3)).members where member.isRequired {
      if case .query(let name) = MemberPlace.request(name, member) {
        query.append(HTTPField(name, "1"))
      }
    }
    let level: S3Route.Level =
      address[0].contains("Key") ? .object : address[0].contains("Bucket") ? .bucket : .service
    let found = try S3Route.operation(
      try #require(model["method"]?.text), level, query: query,
      hasCopySource: name.contains("Copy"))
    #expect(found == name)
  }

  @Test(arguments: Catalogue.operations(of: .s3))
  func `a document needs a checksum where AWS's model demands one`(_ operation: AnyOperation) {
    let isDemanded = Self.model[operation.name]?["checksum"] == "required"
    let isTaken = AnyOperation.takenWithoutChecksum.contains(operation.name)
    #expect(isDemanded == (operation.needsChecksum || isTaken))
  }

  @Test func `every operation of S3 has one way, but for old forms of newer ones`() {
    let names = S3Route.all.map(\.operation)
    #expect(Set(names).count == names.count)
    let served = Set(Catalogue.operations(of: .s3).map(\.name))
    #expect(served.subtracting(names).isEmpty)
  }

  /// Holds the members of a structure, or of a list's items, against the model.
  private func check(
    _ type: MemberType, in parent: String, _ path: String, _ model: DocumentObject
  ) {
    var kind = type
    if case .list(let item) = type { kind = item }
    guard case .structure(let members) = kind else { return }
    for member in members {
      let place = S3Element(of: member, in: parent)
      let told = "\(path).\(member.name)"
      #expect(MemberPlace.element(place).text == model[told]?.text, "\(told)")
      check(member.type, in: place.item, told, model)
    }
  }

  /// The name of the element that a member's own members stand in.
  private static func element(_ place: MemberPlace, _ name: String) -> String {
    switch place {
    case .document(let root): root
    case .element(let element): element.item
    default: name
    }
  }
}

extension MemberPlace {
  /// The place as `Data/extract.py` writes it; headers as they are spelled there.
  fileprivate var text: String {
    switch self {
    case .path: "path"
    case .query(let name): "query:\(name)"
    case .header(let name): "header:\(name)"
    case .headers(let prefix): "headers:\(prefix)"
    case .raw: "raw"
    case .document(let root): "document:\(root)"
    case .element(let element):
      if element.isAttribute {
        "attribute"
      } else if element.isFlat {
        "flat:\(element.item)"
      } else if element.item != element.name {
        "list:\(element.name)/\(element.item)"
      } else {
        "element:\(element.name)"
      }
    }
  }
}
