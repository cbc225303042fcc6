/// What a request tells of the condition keys that its operation supplies.
package struct ConditionValues: Sendable {
  /// One key and its values.
  package struct Entry: Sendable {
    /// The key.
    package let key: ConditionKey
    /// Its values; one, unless the key is multi-valued.
    package let values: [String]
  }

  /// The keys that the request has, in the order in which they were added.
  package private(set) var entries: [Entry] = []
  /// What a question about the world supposes, whatever call and caller have.
  private var assumed: [Entry] = []
  /// The values that the resource itself has, and those of every call of its service, looked up
  /// where a policy asks for them.
  package var ofResource: (@Sendable (ConditionKey) -> [String]?)?

  /// Makes a request that tells nothing.
  package init() {}

  /// Adds one value; `nil` adds nothing.
  package mutating func add(
    _ name: ConditionKey.Name, of parameter: String = "", _ value: String?
  ) {
    guard let value else { return }
    entries.append(Entry(key: ConditionKey(name, parameter), values: [value]))
  }

  /// Adds a truth value; `nil` adds nothing.
  package mutating func add(_ name: ConditionKey.Name, _ value: Bool?) {
    let text: String? = value.map { $0 ? "true" : "false" }
    add(name, text)
  }

  /// Adds a number; `nil` adds nothing.
  package mutating func add(_ name: ConditionKey.Name, _ value: Int?) {
    let text: String? = value.map { String($0) }
    add(name, text)
  }

  /// Adds the values of a multi-valued key; none leaves the key out.
  package mutating func add(_ name: ConditionKey.Name, all values: [String]) {
    guard !values.isEmpty else { return }
    entries.append(Entry(key: ConditionKey(name), values: values))
  }

  /// Adds a key and its values.
  package mutating func add(_ key: ConditionKey, _ values: [String]) {
    entries.append(Entry(key: key, values: values))
  }

  /// Adds another request's values.
  package mutating func add(_ other: ConditionValues) {
    entries += other.entries
    assumed += other.assumed
  }

  /// Supposes values of a key, which go before those that caller and call have.
  package mutating func assume(_ key: ConditionKey, _ values: [String]) {
    assumed.append(Entry(key: key, values: values))
  }

  /// Adds the tags of a request.
  package mutating func add(tags: [(key: String, value: String)]) {
    for tag in tags { add(.requestTag, of: tag.key, tag.value) }
    add(.tagKeys, all: tags.map(\.key))
  }

  /// What is supposed of a key; `nil` for nothing.
  func assumedValues(of key: ConditionKey) -> [String]? {
    assumed.first { $0.key.asksForSame(as: key) }?.values
  }

  /// The values of a key; `nil` where the request has none.
  package func values(of key: ConditionKey) -> [String]? {
    entries.first { $0.key.asksForSame(as: key) }?.values ?? ofResource?(key)
  }
}
