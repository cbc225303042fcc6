extension HelpTopic {
  /// What is otherwise than on AWS, and what could not be verified.
  static let differences = HelpTopic(
    name: "differences", title: "What this simulator does otherwise than AWS",
    text: """
      Otherwise than AWS, on purpose:
        The clock stands still; rotation and deletion happen exactly at their moment.
        Changes are in force at once; there is no eventual consistency and no
        throttling.
        Ciphertexts have this lab's format (help ciphertext). No key protects anything
        real.
        Only symmetric encryption keys, origin AWS_KMS, in one Region; no grants yet.
        Policies: Effect, Principal.AWS, Action, Resource; what is more is refused.
        undo, redo, reset, advance and inspect exist nowhere on AWS.

      Texts and rules that could not be verified against AWS:
        the permission is decided before the state of the key
        the wording of denials for actions without a key, and for decrypt by
        ciphertext alone
        the next rotation after a change of the period: counted from the change
        texts of LimitExceeded (aliases, policy size), Conflict, InvalidMarker,
        NoSuchPolicy
        a reserved alias (alias/aws/…) answers with NotAuthorizedException without a
        text
        AWS CLI v2's usage texts before an error, and most of
        MalformedPolicyDocument's
      """)
}
