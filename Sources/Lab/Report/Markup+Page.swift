extension Markup {
  /// A whole page around what its body holds, with the reports' style.
  ///
  /// No script, nothing from the network. `meta` is what its head says beside that.
  static func page(_ title: String, meta: Markup = Markup(), _ body: Markup) -> Markup {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy"
    content="default-src 'none'; style-src 'unsafe-inline'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    \(meta)<title>\(title)</title>
    <style>\(Markup(stringLiteral: ReportStyle.css))</style>
    </head>
    <body>
    \(body)
    </body>
    </html>

    """
  }
}
