import SortedCollections

/// A map sorted by key whose copies share structure; the only container of the world's state.
///
/// The one wrapper over swift-collections' B-tree, so that it could be replaced. A copy costs
/// nothing, a write after a copy costs a path of nodes.
package struct OrderedMap<Key: Comparable, Value> {
  /// The entries in ascending order of their keys.
  private var tree: SortedDictionary<Key, Value>

  /// Makes a map without entries.
  package init() { tree = SortedDictionary() }

  /// The number of entries.
  package var count: Int { tree.count }

  /// Whether there is no entry.
  package var isEmpty: Bool { tree.isEmpty }

  /// The value of a key, to be changed in place; assigning `nil` removes the entry.
  package subscript(key: Key) -> Value? {
    get { tree[key] }
    _modify { yield &tree[key] }
  }

  /// Removes the entry of a key and returns its value.
  @discardableResult
  package mutating func removeValue(forKey key: Key) -> Value? {
    tree.removeValue(forKey: key)
  }

  /// The entry with the least key.
  package var first: (key: Key, value: Value)? {
    tree.isEmpty ? nil : tree[tree.startIndex]
  }

  /// The entry with the greatest key.
  package var last: (key: Key, value: Value)? {
    tree.isEmpty ? nil : tree[tree.index(before: tree.endIndex)]
  }

  /// Removes and returns the entry with the least key.
  package mutating func popFirst() -> (key: Key, value: Value)? {
    guard let entry = first else { return nil }
    _ = tree.removeValue(forKey: entry.key)
    return entry
  }

  /// The keys, ascending.
  package var keys: [Key] { map { $0.key } }

  /// The values in the order of their keys.
  package var values: [Value] { map { $0.value } }

  /// The entries whose keys are not less than `key`, ascending; the first is found in O(log² n).
  package func entries(from key: Key) -> some Sequence<(key: Key, value: Value)> {
    tree[lowerBound(of: key)..<tree.endIndex]
  }

  /// The place of the first entry whose key is not less than `key`.
  private func lowerBound(of key: Key) -> SortedDictionary<Key, Value>.Index {
    var low = 0
    var high = tree.count
    while low < high {
      let middle = (low + high) / 2
      if tree[tree.index(tree.startIndex, offsetBy: middle)].key < key {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return tree.index(tree.startIndex, offsetBy: low)
  }
}

extension OrderedMap: Sequence {
  /// Walks through the entries, ascending.
  package func makeIterator() -> some IteratorProtocol<(key: Key, value: Value)> {
    tree.makeIterator()
  }
}

extension OrderedMap: Sendable where Key: Sendable, Value: Sendable {}
extension OrderedMap: Equatable where Value: Equatable {
  /// Whether both hold equal entries.
  package static func == (left: OrderedMap, right: OrderedMap) -> Bool {
    left.count == right.count
      && zip(left, right).allSatisfy { $0.key == $1.key && $0.value == $1.value }
  }
}

extension OrderedMap: ExpressibleByDictionaryLiteral {
  /// Makes a map of the entries given; of equal keys the last one stays.
  package init(dictionaryLiteral elements: (Key, Value)...) {
    self.init()
    for (key, value) in elements { self[key] = value }
  }
}
