import Kernel

/// The members of S3's requests in the order of AWS's model, which skeletons and help show.
///
/// Members that several operations share are described together; here they stand where AWS has
/// them.
enum ModelOrder {
  /// The names of an operation's members.
  static func members(of operation: String) -> [Substring] {
    let names = operation == "HeadObject" ? reading : lists[operation] ?? ""
    return names.split { $0 == " " || $0 == "\n" }
  }

  private static let lists: [String: String] = [
    "AbortMultipartUpload": """
    Bucket Key UploadId RequestPayer ExpectedBucketOwner IfMatchInitiatedTime
    """,
    "CompleteMultipartUpload": """
    Bucket Key MultipartUpload UploadId ChecksumCRC32 ChecksumCRC32C ChecksumCRC64NVME ChecksumSHA1
    ChecksumSHA256 ChecksumSHA512 ChecksumMD5 ChecksumXXHASH64 ChecksumXXHASH3 ChecksumXXHASH128
    ChecksumType MpuObjectSize RequestPayer ExpectedBucketOwner IfMatch IfNoneMatch
    SSECustomerAlgorithm SSECustomerKey SSECustomerKeyMD5
    """,
    "CopyObject": """
    ACL Bucket CacheControl ChecksumAlgorithm ContentDisposition ContentEncoding ContentLanguage
    ContentType CopySource CopySourceIfMatch CopySourceIfModifiedSince CopySourceIfNoneMatch
    CopySourceIfUnmodifiedSince Expires GrantFullControl GrantRead GrantReadACP GrantWriteACP
    IfMatch IfNoneMatch Key Metadata MetadataDirective TaggingDirective ServerSideEncryption
    StorageClass WebsiteRedirectLocation SSECustomerAlgorithm SSECustomerKey SSECustomerKeyMD5
    SSEKMSKeyId SSEKMSEncryptionContext BucketKeyEnabled CopySourceSSECustomerAlgorithm
    CopySourceSSECustomerKey CopySourceSSECustomerKeyMD5 RequestPayer Tagging ObjectLockMode
    ObjectLockRetainUntilDate ObjectLockLegalHoldStatus ExpectedBucketOwner
    ExpectedSourceBucketOwner
    """,
    "CreateBucket": """
    ACL Bucket CreateBucketConfiguration GrantFullControl GrantRead GrantReadACP GrantWrite
    GrantWriteACP ObjectLockEnabledForBucket ObjectOwnership BucketNamespace
    """,
    "CreateMultipartUpload": """
    ACL Bucket CacheControl ContentDisposition ContentEncoding ContentLanguage ContentType Expires
    GrantFullControl GrantRead GrantReadACP GrantWriteACP Key Metadata ServerSideEncryption
    StorageClass WebsiteRedirectLocation SSECustomerAlgorithm SSECustomerKey SSECustomerKeyMD5
    SSEKMSKeyId SSEKMSEncryptionContext BucketKeyEnabled RequestPayer Tagging ObjectLockMode
    ObjectLockRetainUntilDate ObjectLockLegalHoldStatus ExpectedBucketOwner ChecksumAlgorithm
    ChecksumType
    """,
    "DeleteObject": """
    Bucket Key MFA VersionId RequestPayer BypassGovernanceRetention ExpectedBucketOwner IfMatch
    IfMatchLastModifiedTime IfMatchSize
    """,
    "DeleteObjectTagging": """
    Bucket Key VersionId ExpectedBucketOwner
    """,
    "DeleteObjects": """
    Bucket Delete MFA RequestPayer BypassGovernanceRetention ExpectedBucketOwner ChecksumAlgorithm
    """,
    "GetObject": reading,
    "GetObjectAttributes": """
    Bucket Key VersionId MaxParts PartNumberMarker SSECustomerAlgorithm SSECustomerKey
    SSECustomerKeyMD5 RequestPayer ExpectedBucketOwner ObjectAttributes
    """,
    "GetObjectLegalHold": """
    Bucket Key VersionId RequestPayer ExpectedBucketOwner
    """,
    "GetObjectRetention": """
    Bucket Key VersionId RequestPayer ExpectedBucketOwner
    """,
    "GetObjectTagging": """
    Bucket Key VersionId ExpectedBucketOwner RequestPayer
    """,
    "ListBuckets": """
    MaxBuckets ContinuationToken Prefix BucketRegion
    """,
    "ListMultipartUploads": """
    Bucket Delimiter EncodingType KeyMarker MaxUploads Prefix UploadIdMarker ExpectedBucketOwner
    RequestPayer
    """,
    "ListParts": """
    Bucket Key MaxParts PartNumberMarker UploadId RequestPayer ExpectedBucketOwner
    SSECustomerAlgorithm SSECustomerKey SSECustomerKeyMD5
    """,
    "ListObjectVersions": """
    Bucket Delimiter EncodingType KeyMarker MaxKeys Prefix VersionIdMarker ExpectedBucketOwner
    RequestPayer OptionalObjectAttributes
    """,
    "ListObjects": """
    Bucket Delimiter EncodingType Marker MaxKeys Prefix RequestPayer ExpectedBucketOwner
    OptionalObjectAttributes
    """,
    "ListObjectsV2": """
    Bucket Delimiter EncodingType MaxKeys Prefix ContinuationToken FetchOwner StartAfter
    RequestPayer ExpectedBucketOwner OptionalObjectAttributes
    """,
    "GetBucketAcl": """
    Bucket ExpectedBucketOwner
    """,
    "GetObjectAcl": """
    Bucket Key VersionId RequestPayer ExpectedBucketOwner
    """,
    "PutBucketAcl": """
    ACL AccessControlPolicy Bucket ContentMD5 ChecksumAlgorithm GrantFullControl GrantRead
    GrantReadACP GrantWrite GrantWriteACP ExpectedBucketOwner
    """,
    "PutObjectAcl": """
    ACL AccessControlPolicy Bucket ContentMD5 ChecksumAlgorithm GrantFullControl GrantRead
    GrantReadACP GrantWrite GrantWriteACP Key RequestPayer VersionId ExpectedBucketOwner
    """,
    "GetBucketOwnershipControls": """
    Bucket ExpectedBucketOwner
    """,
    "PutBucketOwnershipControls": """
    Bucket ContentMD5 ExpectedBucketOwner OwnershipControls ChecksumAlgorithm
    """,
    "PutBucketEncryption": """
    Bucket ContentMD5 ChecksumAlgorithm ServerSideEncryptionConfiguration ExpectedBucketOwner
    """,
    "PutBucketLifecycleConfiguration": """
    Bucket ChecksumAlgorithm LifecycleConfiguration ExpectedBucketOwner
    TransitionDefaultMinimumObjectSize
    """,
    "PutBucketPolicy": """
    Bucket ContentMD5 ChecksumAlgorithm ConfirmRemoveSelfBucketAccess Policy ExpectedBucketOwner
    """,
    "PutBucketTagging": """
    Bucket ContentMD5 ChecksumAlgorithm Tagging ExpectedBucketOwner
    """,
    "PutBucketVersioning": """
    Bucket ContentMD5 ChecksumAlgorithm MFA VersioningConfiguration ExpectedBucketOwner
    """,
    "PutObject": """
    ACL Body Bucket CacheControl ContentDisposition ContentEncoding ContentLanguage ContentLength
    ContentMD5 ContentType ChecksumAlgorithm ChecksumCRC32 ChecksumCRC32C ChecksumCRC64NVME
    ChecksumSHA1 ChecksumSHA256 ChecksumSHA512 ChecksumMD5 ChecksumXXHASH64 ChecksumXXHASH3
    ChecksumXXHASH128 Expires IfMatch IfNoneMatch GrantFullControl GrantRead GrantReadACP
    GrantWriteACP Key WriteOffsetBytes Metadata ServerSideEncryption StorageClass
    WebsiteRedirectLocation SSECustomerAlgorithm SSECustomerKey SSECustomerKeyMD5 SSEKMSKeyId
    SSEKMSEncryptionContext BucketKeyEnabled RequestPayer Tagging ObjectLockMode
    ObjectLockRetainUntilDate ObjectLockLegalHoldStatus ExpectedBucketOwner
    """,
    "PutObjectLegalHold": """
    Bucket Key LegalHold RequestPayer VersionId ContentMD5 ChecksumAlgorithm ExpectedBucketOwner
    """,
    "PutObjectLockConfiguration": """
    Bucket ObjectLockConfiguration RequestPayer Token ContentMD5 ChecksumAlgorithm
    ExpectedBucketOwner
    """,
    "PutObjectRetention": """
    Bucket Key Retention RequestPayer VersionId BypassGovernanceRetention ContentMD5
    ChecksumAlgorithm ExpectedBucketOwner
    """,
    "PutObjectTagging": """
    Bucket Key VersionId ContentMD5 ChecksumAlgorithm Tagging ExpectedBucketOwner RequestPayer
    """,
    "PutPublicAccessBlock": """
    Bucket ContentMD5 ChecksumAlgorithm PublicAccessBlockConfiguration ExpectedBucketOwner
    """,
    "UploadPart": """
    Body Bucket ContentLength ContentMD5 ChecksumAlgorithm ChecksumCRC32 ChecksumCRC32C
    ChecksumCRC64NVME ChecksumSHA1 ChecksumSHA256 ChecksumSHA512 ChecksumMD5 ChecksumXXHASH64
    ChecksumXXHASH3 ChecksumXXHASH128 Key PartNumber UploadId SSECustomerAlgorithm SSECustomerKey
    SSECustomerKeyMD5 RequestPayer ExpectedBucketOwner
    """,
    "UploadPartCopy": """
    Bucket CopySource CopySourceIfMatch CopySourceIfModifiedSince CopySourceIfNoneMatch
    CopySourceIfUnmodifiedSince CopySourceRange Key PartNumber UploadId SSECustomerAlgorithm
    SSECustomerKey SSECustomerKeyMD5 CopySourceSSECustomerAlgorithm CopySourceSSECustomerKey
    CopySourceSSECustomerKeyMD5 RequestPayer ExpectedBucketOwner ExpectedSourceBucketOwner
    """,
    "UpdateObjectEncryption": """
    Bucket Key VersionId ObjectEncryption RequestPayer ExpectedBucketOwner ContentMD5
    ChecksumAlgorithm
    """,
  ]

  private static let reading = """
    Bucket IfMatch IfModifiedSince IfNoneMatch IfUnmodifiedSince Key Range ResponseCacheControl
    ResponseContentDisposition ResponseContentEncoding ResponseContentLanguage ResponseContentType
    ResponseExpires VersionId SSECustomerAlgorithm SSECustomerKey SSECustomerKeyMD5 RequestPayer
    PartNumber ExpectedBucketOwner ChecksumMode
    """
}
