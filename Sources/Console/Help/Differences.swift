extension HelpTopic {
  /// What differs from AWS, and what could not be verified.
  static let differences = HelpTopic(
    name: "differences", title: "Where this simulator differs from AWS",
    text: """
      Different from AWS, on purpose:
        The clock stands still; rotation and deletion happen exactly at their moment.
        Changes are in force at once, no request rate is limited and no call fails by
        chance, unless you say so (help set); no failed call is tried again.
        Ciphertexts have this lab's format (help ciphertext). No key protects anything
        real.
        Private keys come from the seed of the session, as all that is random here:
        no signature proves anything outside of it. GetParametersForImport hands out
        the same public key and token within a second. SM2 is refused, as on AWS
        outside of China.
        What keeps keys outside of KMS is this lab's: three CloudHSM clusters and one
        XKS proxy, in the condition that you say (help key-stores). Connecting takes
        20 minutes to a cluster and one to a proxy, disconnecting one. A cluster that
        is deleted can come back, as from its backup.
        A replica works as soon as replicate-key has answered Creating.
        A revoked grant is void at once, whatever the consistency.
        AWS services hold no grants here: kms:GrantIsForAWSResource is false.
        ACLs are off, as for new buckets on AWS, and cannot be turned on; what is
        missing says NotImplemented. A storage class is a name: it is kept and told,
        and GLACIER and DEEP_ARCHIVE cannot be read, nor restored. All buckets
        together hold 4 GiB, and one request over the wire brings at most 1 GiB. The
        trail shows object calls too, which CloudTrail only shows as data events.
        Whoever began an upload needs s3:AbortMultipartUpload and
        s3:ListMultipartUploadParts like everybody else; AWS's guide says that the
        initiator may. Parts are told and read by their place, from 1 on.
        Rules of lifecycles act at midnight UTC exactly, on AWS up to days later.
        Object Lock: a year of a default retention has 365 days.
        Parts of multipart uploads are sealed under keys derived from the data key of
        their upload. AWS CLI's uploads, downloads and copies of 8 MiB or more go part
        by part here too, one after the other.
        With SSE-C each object lies under a key derived from yours with a salt.
        update-object-encryption seals the content under a new data key, where AWS
        wraps the old one anew; KMS is asked Decrypt and GenerateDataKey for it, and
        neither Encrypt nor ReEncrypt, which AWS's policies have to permit as well.
        What no call here sets in a bucket (logging, notifications, CORS, a website,
        replication, acceleration) can be read, and is of a bucket that never had it.
        S3 works with a bucket key for 5 minutes, and only while KMS would agree; on
        AWS a disabled key or a changed policy may take effect later.
        Block Public Access of an account (aws s3control) holds from the next call on;
        on AWS it can take minutes to reach every Region. That another account's is
        refused with Access Denied alone could not be verified. Every call is signed
        over TLS 1.3, and but for links the moment it is made; s3:x-amz-content-sha256
        has no value where a call of this prompt sends XML.
        The obvious names of buckets (my-bucket, test, …) belong to somebody else.
        Policies: a condition key or element that this lab cannot evaluate is refused
        when the policy is stored, never passed over. There are no organisations, VPC
        endpoints, MFA devices and identity providers: their condition keys have no
        value. At this prompt secrets of access keys and session tokens are not looked
        at; the id of the access key alone tells who calls.
        A statement of a key policy without Action or Resource is taken and does
        nothing, as AWS documents it; inspect shows who may use a key.
        --generate-cli-skeleton yaml-input explains members in this lab's words,
        output shows those that answers have here, bytes too, at which AWS CLI fails;
        in --cli-input-yaml a date alone is a moment, and a text may refer to its
        anchors 10 times.
        A mistyped word is met with the nearest one whatever its case; aws configure
        works after cli_binary_format was set to nonsense, and refuses a Region of no
        form and credentials at once; the profiles are those whom as takes. A secret
        (--plaintext) is not repeated in an error about base64.
        as role/NAME takes on a role without asking its trust policy.
        The links and forms made here have signatures of version 4 alone; kmslab serve
        takes those of version 2 too, and reckons their age from whole minutes, since
        they do not tell when they were signed. Nobody is anonymous: an address that
        is not signed is refused, also where a policy lets everybody in. The world's
        first users sign with access keys that are made of their names, which IAM does
        not list; those of create-access-key can be rotated.
        kmslab serve: no TLS and no HTTP/2, no buckets of websites, no CORS rules, one
        endpoint for all Regions, which the signature names; only a host such as
        s3.eu-west-1.amazonaws.com is one Region's. The world begins in 2025, so that
        aws s3 sync, which compares times, sends younger files again with each run;
        --start of today helps.
        undo, redo, reset, advance, set, make-link, open-link, make-form, post-form,
        inspect, timeline, bill, explain, can, who-can, audit, wrap-for-import,
        outside and the option --preview exist nowhere on AWS. What a form's
        success_action_status asks for is told by its number.

      Texts and rules that could not be verified against AWS:
        the permission is decided before the state of the key
        the wording of denials for actions without a key, and for decrypt by
        ciphertext alone
        the next rotation after a change of the period: counted from the change
        texts of LimitExceeded (aliases, policy size), Conflict, InvalidMarker,
        NoSuchPolicy
        a reserved alias (alias/aws/…) answers with NotAuthorizedException without a
        text; to create-alias and update-alias an alias's name is no key id
        which predefined aliases (alias/aws/ebs, …) an account lists, their keys'
        descriptions and policies
        get-key-policy and trust policies: AWS's layout, lists of one principal, ids
        of those who are there; which services of AWS are no principals
        a grant without a grantee: the text; a grant with SourceArn permits nothing
        to calls that nobody makes for a resource
        get-parameters-for-import refuses RSAES_PKCS1_V1_5: code and text
        grants: the texts and codes for principals that do not exist, operations that
        the key has not, malformed ids, quotas, RetireGrant with neither token nor id;
        who is named by a grant to an account; list-retirable-grants of another
        account
        the case of a context's names in a grant's constraint: passed over
        multi-Region: text of a replica that exists, rotation calls on a replica,
        update to the Region that leads already, how long Creating and Updating last
        a primary waits in PendingReplicaDeletion: the exact text
        key pairs: texts for a MessageType that an algorithm does not take, for data
        that RSA has no room for, for an encryption context with RSA, for public keys
        that derive-shared-secret cannot use and for specs that data key pairs have
        not; a ciphertext under another RSA key: InvalidCiphertextException; that keys
        for agreement and ML-DSA keys can be imported
        import: texts of wrong dates, tokens and materials; NEW_KEY_MATERIAL with a
        material that the key has; the current material's id while it is missing
        get-key-last-usage: TrackingStartDate is the day of the key's making
        custom key stores: most texts; the order of the checks; what a proxy that is
        slow, refuses or answers nonsense lets become of create-key; that path and
        credential of a proxy can be changed while it is CONNECTED, as AWS's manual
        has it, though its errors say otherwise; which members CloudTrail tells;
        cloudhsm:DescribeClusters, which AWS asks for as well, is not asked for
        request rates but for those of CreateKey, CreateGrant, DescribeKey and
        ScheduleKeyDeletion; that a throttled call is in the trail
        CloudTrail: keyId in responseElements of aliases and RetireGrant, all of them
        of IAM, the second copy's ids in shared events, CreateKey of a replica as
        AWS's own event, requestParameters of S3, texts of lookup-events' errors
        the context header of uploads, and that a client's aws:s3:arn is refused
        get-bucket-encryption tells BlockedEncryptionTypes for a new bucket; NONE
        beside SSE-C blocks
        bucket keys are left out with aws:kms:dsse, without an error
        the order of the checks of put-bucket-acl and put-object-acl
        describe-key refuses a grant token that is none, list-key-policies a marker:
        AWS's model names neither code for them
        presigned links and forms: texts of a wrong date, algorithm and scope, of a
        policy that is no JSON, and the order of the checks
        SSE-C: a part of an upload in a bucket that blocks it by now, or without the
        algorithm, list-parts and completions without the key, needless headers for
        the source of a copy, and a rule of put-bucket-encryption that only blocks
        DSSE-KMS: one data key of KMS, the second layer under S3's own key
        get-object after the key's deletion: 403 AccessDenied
        a version that is gone is deleted again without a word; If-Match of a deletion
        is about the version that is named; an empty version id; the answer of a copy
        into a bucket that is Suspended tells no id; an id of another key
        Object Lock: a bypass needs its permission where it is sent and alone helps;
        from GOVERNANCE to COMPLIANCE needs one; an upload gets the default of its
        completion, counted from there; begun days of a remaining retention count;
        policies see headers, neither a default nor, at a deletion, the lock that is
        there; texts for an unknown legal hold and for more than 100 years, names of
        arguments; the order of the checks; that a retention which is over is told
        bucket policies: lists of one principal, texts of PolicyTooLarge, of unknown
        elements, operators and keys, of required elements other than Principal; the
        order of the checks; what wildcards in actions may match; ResourceType of the
        405 for other accounts, to which GetBucketPolicyStatus answers so too; access
        points and federated principals as public; the /8 and /32 of addresses
        put-public-access-block with no setting at all: the text is the account's
        list-buckets --bucket-region of a Region that the call is not made in: not
        supported by AWS; here the buckets of that Region are listed
        texts of S3: key id without aws:kms, unknown method, tags, metadata, ranges,
        checksums that are none; head-object's statuses without a body
        lifecycles: texts about days and classes of transitions; which of several that
        are overdue are told
        which documents S3 takes without a checksum: here policies, ACLs and the
        account's Block Public Access; that a form needs none in a bucket that locks
        alias/aws/s3: exact policy text, and AccessDenied where it cannot be changed
        a client without --checksum-algorithm: CRC64NVME is kept and told
        which requests AWS charges for, and how it rounds hours (bill)
        MalformedPolicyDocument of IAM, DeleteConflict, LimitExceeded, InvalidInput:
        most texts; which resource a refused list operation of IAM names
        NotPrincipal with Deny: account, role and session must all be excepted
        Principal "*" and a role's session: within boundary and session policy
        a grant to a role: within them too
        aws:CalledVia and aws:SourceIp of calls that S3 makes
        a policy variable without a value: its condition does not match
        a deny in a permissions boundary or session policy: the words
        AssumeRole: PackedPolicySize, texts of limits, tokens that nobody has
        AWS managed policies: the dates of their versions
        AWS CLI v2: which errors --cli-error-format shapes, which of AWS's details
        stand below a sentence; too few arguments of aws s3, options beside
        --generate-cli-skeleton; most of MalformedPolicyDocument's; aws s3
        --no-overwrite: with which calls it copies
      """)
}
