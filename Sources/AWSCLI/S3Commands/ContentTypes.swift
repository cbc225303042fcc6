/// Content types by the ending of a name, as Python's `mimetypes` guesses them.
enum ContentTypes {
  /// The type of a name; `nil` where its ending tells nothing.
  static func guess(_ name: String) -> String? {
    let last = name.lastStep
    guard let dot = last.lastIndex(of: "."), dot > last.startIndex else { return nil }
    let ending = last[last.index(after: dot)...].lowercased()
    if ending == "tgz" { return "application/x-tar" }
    // The type of what is compressed.
    if ["gz", "bz2", "xz"].contains(ending) { return guess(String(last[..<dot])) }
    return table.first { $0.endings.contains(ending) }?.type
  }

  private static let table: [(type: String, endings: [String])] = [
    ("text/plain", ["txt", "text"]), ("text/html", ["html", "htm"]), ("text/css", ["css"]),
    ("text/csv", ["csv"]), ("text/markdown", ["md"]), ("text/javascript", ["js", "mjs"]),
    ("text/tab-separated-values", ["tsv"]), ("text/x-python", ["py"]),
    ("application/json", ["json"]), ("application/xml", ["xml"]), ("application/pdf", ["pdf"]),
    ("application/zip", ["zip"]), ("application/x-tar", ["tar"]),
    ("application/octet-stream", ["bin", "so"]), ("application/wasm", ["wasm"]),
    ("application/msword", ["doc"]), ("application/vnd.ms-excel", ["xls"]),
    ("application/vnd.ms-powerpoint", ["ppt"]), ("application/x-sh", ["sh"]),
    ("image/png", ["png"]), ("image/jpeg", ["jpg", "jpeg", "jpe"]), ("image/gif", ["gif"]),
    ("image/svg+xml", ["svg"]), ("image/webp", ["webp"]), ("image/bmp", ["bmp"]),
    ("image/tiff", ["tif", "tiff"]), ("image/vnd.microsoft.icon", ["ico"]),
    ("audio/mpeg", ["mp3", "mp2"]), ("audio/x-wav", ["wav"]), ("video/mp4", ["mp4"]),
    ("video/quicktime", ["mov", "qt"]), ("video/mpeg", ["mpeg", "mpg"]),
  ]
}
