/// A lab to begin with: it is sound, and each part says what belongs there.
package enum LabSkeleton {
  /// Whether a name can be that of a lab: small letters, digits and hyphens.
  package static func isName(_ name: String) -> Bool {
    name.wholeMatch(of: /[a-z][a-z0-9]*(-[a-z0-9]+)*/) != nil
  }

  /// The file of a name.
  package static func text(_ name: String) -> String { header(name) + first(name) + second(name) }

  private static func header(_ name: String) -> String {
    let title = name.prefix(1).uppercased() + name.dropFirst().replacing("-", with: " ")
    return """
      ---
      lab: \(name)
      title: \(title)
      theme: Labs of our own
      level: first
      minutes: 5
      kind: lab
      start: 2026-01-01T00:00:00Z
      teaches: [CreateKey, CreateAlias, DisableKey]
      ---
      Say here in two or three sentences what this lab is about, and why anybody should care.


      """
  }

  private static func first(_ name: String) -> String {
    """
    ## Make it
    What stands before the task is told first. Use nothing that was not said before.

    **Task:** create a key, and give it the alias \(name).

    **Why:** This is said when the step is done: what was learned.

    **Try:** `inspect alias/\(name)`.
    ```console
    $ aws kms create-key --query KeyMetadata.KeyId --output text
    [KEY]
    $ aws kms create-alias --alias-name alias/\(name) --target-key-id [KEY]
    ```
    ```check
    key alias/\(name) exists | There is [found].
    ```
    ```hint
    First a key, then a name for it.
    create-key answers with a KeyId, which create-alias wants as --target-key-id.
    `aws kms create-alias --alias-name alias/\(name) --target-key-id KEY-ID`
    ```

    """
  }

  private static func second(_ name: String) -> String {
    """
    ## Use it
    **Task:** switch the key off.

    **Why:** A key that is off does nothing for anybody, and can be switched on again.

    **Try:** `aws kms enable-key --key-id KEY-ID`, with the id of your key.
    ```console
    $ KEY=$(aws kms describe-key --key-id alias/\(name) --query KeyMetadata.KeyId --output text)
    $ aws kms disable-key --key-id $KEY
    ```
    ```check
    key alias/\(name) is Disabled | It is [found].
    ```
    ```hint
    Off is a state of the key, and no deletion.
    `aws kms disable-key --key-id KEY-ID`
    ```

    """
  }
}
