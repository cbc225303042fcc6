import Ciphers
import Kernel

/// Looks for secrets in a value and all that it holds, as bytes, as hexadecimal and as base64.
package struct Search {
  private let secrets: [[UInt8]]
  private let texts: [[String]]

  /// Makes a search for secrets, which should be long enough not to occur by chance.
  package init(_ secrets: [[UInt8]]) {
    self.secrets = secrets
    texts = secrets.map { [Hex.encode($0), Base64.encode($0)] }
  }

  /// How many of the secrets stand somewhere in a value.
  package func count(in value: Any) -> Int {
    var found = Array(repeating: false, count: secrets.count)
    // Objects that were seen: material is shared by several places.
    var seen: Set<ObjectIdentifier> = []
    walk(value, &found, &seen)
    return found.count { $0 }
  }

  private func walk(_ value: Any, _ found: inout [Bool], _ seen: inout Set<ObjectIdentifier>) {
    switch value {
    case let text as String: note(Array(text.utf8), text, &found)
    case let bytes as [UInt8]: note(bytes, nil, &found)
    case let bytes as ArraySlice<UInt8>: note(Array(bytes), nil, &found)
    case let key as SymmetricKey: note(key.copyBytes(), nil, &found)
    default:
      let mirror = Mirror(reflecting: value)
      if mirror.displayStyle == .class {
        guard seen.insert(ObjectIdentifier(value as AnyObject)).inserted else { return }
      }
      for child in mirror.children { walk(child.value, &found, &seen) }
      if let parent = mirror.superclassMirror {
        for child in parent.children { walk(child.value, &found, &seen) }
      }
      if let map = value as? any SearchableMap { map.walk { walk($0, &found, &seen) } }
    }
  }

  private func note(_ bytes: [UInt8], _ text: String?, _ found: inout [Bool]) {
    for index in secrets.indices where !found[index] {
      found[index] =
        bytes.contains(secrets[index]) || texts[index].contains { text?.contains($0) == true }
    }
  }
}

/// A map whose storage has no mirror.
private protocol SearchableMap {
  func walk(_ body: (Any) -> Void)
}

extension OrderedMap: SearchableMap {
  fileprivate func walk(_ body: (Any) -> Void) {
    for (key, value) in self {
      body(key)
      body(value)
    }
  }
}
