extension HelpTopic {
  /// Policies of all kinds.
  static let policies = HelpTopic(
    name: "policies", title: "Who may, and why",
    text: """
      A key is ruled by its key policy. A statement that names the account (…:root)
      gives nobody anything by itself: it lets the account's IAM policies count.
      Without it they do not. A Deny wins over all that allows, wherever it stands.
      For a caller of another account both the key policy and an IAM policy over
      there have to allow.

      Besides: grants allow and never forbid; a permissions boundary and a session
      policy only take away.

      alice may use KMS and S3 by IAM; bob has no policy; root is the root user (as
      bob changes who calls).
      explain                       why the last call was allowed or denied, and
                                    what would change that
      can bob kms:Decrypt alias/lab-key
      who-can kms:Decrypt alias/lab-key
      help key-policy, help roles, help grants
      """)

  /// Key policies.
  static let keyPolicy = HelpTopic(
    name: "key-policy", title: "The policy that every key has",
    text: """
      aws kms get-key-policy --key-id KEY-ID --query Policy --output text
      policy template default                             the one that keys start with
      policy template admins-and-users --admin alice --user alice > p.json
      aws kms put-key-policy --key-id KEY-ID --policy file://p.json

      A key has one policy, of 32 KB at most; nobody gets at the key against it, the
      root user neither. Resource is always "*": this key. Without a statement for
      the account's root, IAM policies do not count for the key, and who is not named
      is out: AWS refuses a policy under which its author could not change it again,
      unless --bypass-policy-lockout-safety-check says so.

      Conditions narrow a statement, for instance:
        "kms:ViaService": "s3.us-east-1.amazonaws.com"    only through S3
        "kms:EncryptionContext:app": "photos"             only with this pair
        "aws:PrincipalTag/team": "photos"                 only for who has this tag
      explain shows each condition with the value that the call had.
      """)

  /// Roles and their sessions.
  static let roles = HelpTopic(
    name: "roles", title: "Roles, sessions and the root user",
    text: """
      as root
      echo '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
        "Principal": {"AWS": "arn:aws:iam::111122223333:root"},
        "Action": "sts:AssumeRole"}]}' > trust.json
      echo '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
        "Action": ["kms:Encrypt", "kms:Decrypt"], "Resource": "*"}]}' > use.json
      aws iam create-role --role-name App --assume-role-policy-document \\
        file://trust.json
      aws iam put-role-policy --role-name App --policy-name UseKeys \\
        --policy-document file://use.json
      as alice
      aws sts assume-role --role-arn arn:aws:iam::111122223333:role/App \\
        --role-session-name first
      as ASIA…         calls as that session from now on: its AccessKeyId

      The trust policy says who may become the role, the role's policies what it may
      then do. A session policy (--policy) and a permissions boundary only take away.
      A session ends after an hour, or --duration-seconds; advance lets it end. A key
      policy that names the role means all its sessions.

      The root user may do everything in its account but what a key policy, or a
      Deny in it, withholds; it cannot assume roles. On AWS you would lock it away.
      """)
}
