import Kernel
package import Shell

extension VirtualFiles {
  /// The lines of the shell that make a file; in base64 where it is no plain text.
  package static func lines(making name: String, of bytes: [UInt8]) -> [String] {
    let isPlain = bytes.allSatisfy { $0 >= 32 && $0 != 127 || $0 == 10 || $0 == 9 }
    let isText = isPlain && (bytes.isEmpty || bytes.last == 10)
    guard isText, let text = String(validating: bytes, as: UTF8.self) else {
      return ["base64 -d > \(quoted(name)) <<'EOF'"] + Base64.encode(bytes).chunks(of: 76) + ["EOF"]
    }
    let body = text.utf8.split(separator: 10).map { String(Substring($0)) }
    var end = "EOF"
    while body.contains(end) { end += "_" }
    return ["cat > \(quoted(name)) <<'\(end)'"]
      + text.utf8.dropLast()
      .split(separator: 10, omittingEmptySubsequences: bytes.isEmpty)
      .map { String(Substring($0)) } + [end]
  }
}
