extension HelpTopic {
  static let links = HelpTopic(
    name: "links", title: "Presigned links: access for who has no name in AWS",
    text: """
      aws s3 presign s3://NAME/KEY --expires-in 900     a link that reads
      make-link PUT s3://NAME/KEY -H 'x-amz-…: …'       one that writes, as of SDKs
      open-link "$LINK"                                 what curl would do with it

      make-form s3://NAME/KEY > form.json      a form for the upload of a web page
      post-form form.json --upload FILE        what a browser does with it

      A link is made without a call, from the credentials of its signer: nobody checks
      whether the signer may, or whether the object is there. Whoever has it calls as
      the signer, from another address. What counts is the moment when it is opened:
      the signer's rights, the bucket's policy, the state of the object's KMS key.

      It ends after the seconds that it was signed for, 604800 at most; with the
      session that signed it; or when the signer's access key is inactive or gone.
      Nobody can prolong it, or take it back alone: for that the signer's rights go.

      The signature is of the method, the address, all parameters and the headers that
      it names. S3 refuses x-amz- headers that are not signed, so that a link for an
      upload can demand encryption and its key.

      Policies see s3:authType (REST-QUERY-STRING), s3:signatureAge in milliseconds,
      and aws:SourceIp of who opens the link.
      """)

  static let bucketPolicies = HelpTopic(
    name: "bucket-policies", title: "Who else gets in: bucket policies, Block Public Access",
    text: """
      aws s3api put-bucket-policy --bucket NAME --policy file://policy.json
      aws s3api get-bucket-policy --bucket NAME --query Policy --output text
      aws s3api get-bucket-policy-status --bucket NAME
      aws s3api delete-bucket-policy --bucket NAME

      A bucket has no policy at first: the owner's account gets in by IAM, and nobody
      else. A policy names principals, actions and resources: arn:aws:s3:::NAME is the
      bucket (s3:ListBucket), arn:aws:s3:::NAME/* are its objects (s3:GetObject).

      In the account of the bucket one of both is enough: the bucket policy names the
      caller, or an IAM policy allows. ...:root only leaves it to IAM. A caller of
      another account needs both, and is told no more than Access Denied. A Deny wins
      over all that allows; the root user of the owner can still get, put and delete
      the policy.

      A bucket policy opens no key. What lies under a KMS key needs kms:Decrypt over
      there too, by the key's policy and by the caller's own; aws/s3 of the owner lets
      no other account in, ever. A name that is no ARN in the bucket's default is
      looked for in the writer's account: a foreign writer under aws/s3 uses its own,
      and the owner of the bucket cannot read what was written.

      Conditions see the call: s3:prefix, s3:x-amz-server-side-encryption (the header,
      absent where none was sent), s3:ExistingObjectTag/NAME, s3:TlsVersion and more.
      A Deny with StringNotEquals meets calls without the header too; a second
      operator "Null": {"s3:x-amz-server-side-encryption": "false"} leaves those to
      the bucket's default.

      A policy that lets in whoever wants to is public. Every new bucket refuses one
      (BlockPublicPolicy), and under one it keeps other accounts out
      (RestrictPublicBuckets):
      aws s3api get-public-access-block --bucket NAME

      An account can forbid the same of all its buckets; of bucket and account the
      stricter counts:
      aws s3control get-public-access-block --account-id ACCOUNT

      explain, can, who-can, audit s3://NAME, inspect s3://NAME
      can alice s3:GetObject s3://NAME/KEY --set aws:SecureTransport=false
      """)
}
