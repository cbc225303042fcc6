import SortedCollections

/// A map sorted by key whose copies share structure; the only container of the world's state.
///
/// Texts are sorted and told apart by their UTF-8 bytes. The one wrapper over swift-collections'
/// B-tree, so that it could be replaced. A copy costs nothing, a write after a copy costs a path of
/// nodes.
package struct OrderedMap<Key: Comparable, Value> {
  /// The entries in ascending order of their keys.
  private var tree: SortedDictionary<Slot<Key>, Value>

  /// Makes a map without entries.
  package init() { tree = SortedDictionary() }

  /// The number of entries.
  package var count: Int { tree.count }

  /// Whether there is no entry.
  package var isEmpty: Bool { tree.isEmpty }

  /// The value of a key, to be changed in place; assigning `nil` removes the entry.
  package subscript(key: Key) -> Value? {
    get { tree[Slot(key: key)] }
    _modify { yield &tree[Slot(key: key)] }
  }

  /// Removes the entry of a key and returns its value.
  @discardableResult
  package mutating func removeValue(forKey key: Key) -> Value? {
    tree.removeValue(forKey: Slot(key: key))
  }

  /// The entry with the least key.
  package var first: (key: Key, value: Value)? {
    entry(at: tree.isEmpty ? nil : tree.startIndex)
  }

  /// The entry with the greatest key.
  package var last: (key: Key, value: Value)? {
    entry(at: tree.isEmpty ? nil : tree.index(before: tree.endIndex))
  }

  /// Removes and returns the entry with the least key.
  package mutating func popFirst() -> (key: Key, value: Value)? {
    guard let entry = first else { return nil }
    removeValue(forKey: entry.key)
    return entry
  }

  /// The keys, ascending.
  package var keys: [Key] { map { $0.key } }

  /// The values in the order of their keys.
  package var values: [Value] { map { $0.value } }

  /// The entries whose keys are not less than `key`, ascending; the first is found in O(log² n).
  package func entries(from key: Key) -> some Sequence<(key: Key, value: Value)> {
    tree[lowerBound(of: Slot(key: key))..<tree.endIndex].lazy.map { ($0.key.key, $0.value) }
  }

  private func entry(
    at index: SortedDictionary<Slot<Key>, Value>.Index?
  ) -> (key: Key, value: Value)? {
    index.map { (tree[$0].key.key, tree[$0].value) }
  }

  /// The place of the first entry whose key is not less than `key`.
  private func lowerBound(of slot: Slot<Key>) -> SortedDictionary<Slot<Key>, Value>.Index {
    var low = 0
    var high = tree.count
    while low < high {
      let middle = (low + high) / 2
      if tree[tree.index(tree.startIndex, offsetBy: middle)].key < slot {
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
    tree.lazy.map { ($0.key.key, $0.value) }.makeIterator()
  }
}

extension OrderedMap: Sendable where Key: Sendable, Value: Sendable {}
extension OrderedMap: Equatable where Value: Equatable {
  /// Whether both hold equal entries.
  package static func == (left: OrderedMap, right: OrderedMap) -> Bool {
    left.count == right.count
      && zip(left.tree, right.tree).allSatisfy { $0.key == $1.key && $0.value == $1.value }
  }
}

extension OrderedMap: ExpressibleByDictionaryLiteral {
  /// Makes a map of the entries given; of equal keys the last one stays.
  package init(dictionaryLiteral elements: (Key, Value)...) {
    self.init()
    for (key, value) in elements { self[key] = value }
  }
}

/// A key as the tree compares it.
///
/// Swift orders texts by Unicode's canonical form: two names that AWS keeps apart would be one
/// key, and the order could change with the version of Unicode. Texts are ordered by bytes here.
private struct Slot<Key: Comparable>: Comparable {
  let key: Key

  static func < (left: Slot, right: Slot) -> Bool {
    if let left = left.key as? String, let right = right.key as? String {
      left.precedesByBytes(right)
    } else {
      left.key < right.key
    }
  }

  static func == (left: Slot, right: Slot) -> Bool {
    if let left = left.key as? String, let right = right.key as? String {
      left.hasSameBytes(as: right)
    } else {
      left.key == right.key
    }
  }
}

extension Slot: Sendable where Key: Sendable {}
