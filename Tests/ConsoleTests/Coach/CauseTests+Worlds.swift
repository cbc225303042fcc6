/// Lines that make the worlds in which a refusal has its cause.
extension CauseTests {
  static func encrypted(_ context: String = "") -> String {
    "aws kms encrypt --key-id alias/k --plaintext YQ== \(context) --query CiphertextBlob"
      + " --output text >c"
  }
  static let decrypt = "aws kms decrypt --ciphertext-blob file://c"
  static let describe = "aws kms describe-key --key-id $K"
  static let describeInAll =
    "aws kms describe-key --key-id arn:aws:kms:us-east-1:111122223333:key/$K"
  static let gone = "aws kms schedule-key-deletion --key-id $K; advance 30d"

  /// A key of two Regions and a ciphertext of it; the replica is gone.
  static let replicaGone = """
    R=$(aws kms create-key --multi-region --query KeyMetadata.KeyId --output text); \
    aws kms replicate-key --key-id $R --replica-region eu-west-1; \
    aws kms encrypt --key-id $R --plaintext YQ== --query CiphertextBlob --output text >c; \
    aws kms schedule-key-deletion --key-id $R --region eu-west-1; advance 30d
    """

  static func statement(
    _ effect: String, _ action: String, of principal: String? = nil, condition: String = ""
  ) -> String {
    let who = principal.map { #""Principal":{"AWS":"arn:aws:iam::111122223333:\#($0)"},"# } ?? ""
    return #"{"Effect":"\#(effect)",\#(who)"Action":"\#(action)","Resource":"*"\#(condition)}"#
  }

  static func policy(_ statements: [String]) -> String {
    #"'{"Version":"2012-10-17","Statement":[\#(statements.joined(separator: ","))]}'"#
  }

  static let root = statement("Allow", "kms:*", of: "root")

  static let getObject = "aws s3api get-object --bucket papers --key k copy"

  /// The line that puts a policy to the bucket `papers`.
  static func bucketPolicy(_ principal: String, _ action: String, _ resource: String)
    -> String
  {
    #"aws s3api put-bucket-policy --bucket papers --policy '{"Statement":[{"Effect":"Allow","#
      + #""Principal":\#(principal),"Action":"\#(action)","Resource":"\#(resource)"}]}'"#
  }

  static let openPolicy = bucketPolicy(
    #""*""#, "s3:*", "arn:aws:s3:::papers*")

  /// A public bucket that other accounts are kept out of.
  static let publicBucket = """
    aws s3 mb s3://papers; aws s3api put-public-access-block --bucket papers \
    --public-access-block-configuration RestrictPublicBuckets=true; \(openPolicy)
    """

  static func keyPolicy(_ statements: String...) -> String {
    "aws kms put-key-policy --key-id $K --bypass-policy-lockout-safety-check --policy "
      + policy(statements)
  }

  static func userPolicy(_ user: String, _ statements: String...) -> String {
    "as root; aws iam put-user-policy --user-name \(user) --policy-name p"
      + " --policy-document \(policy(statements)); as \(user)"
  }

  static func boundary(_ statements: String...) -> String {
    "as root; P=$(aws iam create-policy --policy-name B --policy-document \(policy(statements))"
      + " --query Policy.Arn --output text); aws iam put-user-permissions-boundary"
      + " --user-name bob --permissions-boundary $P; "
      + userPolicy("bob", statement("Allow", "kms:*"))
  }

  /// A session of a role that may do everything with keys, within a policy of its own.
  static func session(_ statements: String...) -> String {
    role(of: "alice")
      + "; as root; aws iam put-role-policy --role-name App --policy-name p --policy-document"
      + " \(policy([statement("Allow", "kms:*")])); as alice;"
      + " \(assume("App")) --policy \(policy(statements)); as role/App/job"
  }

  /// A role that one user may take on.
  static func role(of user: String, condition: String = "") -> String {
    let trust = policy([
      #"{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/\#(user)"},"#
        + #""Action":["sts:AssumeRole","sts:TagSession"]\#(condition)}"#
    ])
    return "as root; aws iam create-role --role-name App --assume-role-policy-document \(trust);"
      + " as alice"
  }

  static let roleOfBob = role(of: "bob")
  static let externalID = #","Condition":{"StringEquals":{"sts:ExternalId":"rose"}}"#

  /// A user of another account.
  static let eve =
    "as root@444455556666; aws iam create-user --user-name eve; as eve@444455556666"

  static func assume(_ role: String) -> String {
    "aws sts assume-role --role-arn arn:aws:iam::111122223333:role/\(role)"
      + " --role-session-name job"
  }

  static func grant(ended end: String) -> String {
    "G=$(aws kms create-grant --key-id $K --operations DescribeKey Encrypt --grantee-principal"
      + " arn:aws:iam::111122223333:user/bob --query GrantId --output text); advance 2d;"
      + " aws kms \(end)-grant --key-id arn:aws:kms:us-east-1:111122223333:key/$K --grant-id $G;"
      + " as bob"
  }

  static let encryptByID = "aws kms encrypt --key-id $K --plaintext YQ=="
}
