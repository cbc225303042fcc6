"""A world for each service in which every operation can succeed, and the values that name it."""

import datetime
import json

from world import wrapped

DENY = json.dumps({"Version": "2012-10-17", "Statement": [{
    "Effect": "Deny", "Principal": "*", "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::plain/secret/*"}]})
ALLOW = json.dumps({"Version": "2012-10-17", "Statement": [{
    "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]})
TRUST = json.dumps({"Version": "2012-10-17", "Statement": [{
    "Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}]})
BLOCK = {"BlockPublicAcls": True, "IgnorePublicAcls": True, "BlockPublicPolicy": True,
         "RestrictPublicBuckets": False}

#: Members that a plain request has although the model does not ask for them.
ADDED = {
    "CreateCustomKeyStore": [
        "CustomKeyStoreType", "XksProxyConnectivity", "XksProxyUriEndpoint", "XksProxyUriPath",
        "XksProxyAuthenticationCredential"],
    "GenerateDataKey": ["KeySpec"], "GenerateDataKeyWithoutPlaintext": ["KeySpec"],
    "GenerateRandom": ["NumberOfBytes"], "RetireGrant": ["GrantToken"],
    "Decrypt": ["CiphertextBlob"], "ReEncrypt": ["CiphertextBlob"],
    "ImportKeyMaterial": ["ExpirationModel"], "GetParametersForImport": [],
    "CompleteMultipartUpload": ["MultipartUpload"], "PutObject": ["Body"], "UploadPart": ["Body"],
    "CreateAccessKey": ["UserName"], "UpdateAccessKey": ["UserName"],
    "DeleteAccessKey": ["UserName"], "PutBucketAcl": ["ACL"], "PutObjectAcl": ["ACL"],
    "PutObjectRetention": ["Retention"],
    "PutObjectLegalHold": ["LegalHold"],
    "PutObjectLockConfiguration": ["ObjectLockConfiguration"],
    "PutBucketLifecycleConfiguration": ["LifecycleConfiguration"],
}

#: Members that other members do not go with: left out where all are sent together.
LONELY = {
    "ContentMD5", "ChecksumAlgorithm", "ChecksumCRC32", "ChecksumCRC32C", "ChecksumCRC64NVME",
    "ChecksumSHA1", "ChecksumSHA256", "ChecksumSHA512", "ChecksumMD5", "ChecksumXXHASH64",
    "ChecksumXXHASH3", "ChecksumXXHASH128", "SSECustomerAlgorithm", "SSECustomerKey",
    "SSECustomerKeyMD5", "CopySourceSSECustomerAlgorithm", "CopySourceSSECustomerKey",
    "CopySourceSSECustomerKeyMD5", "IfMatch", "IfNoneMatch", "IfModifiedSince", "IfUnmodifiedSince",
    "CopySourceIfMatch", "CopySourceIfNoneMatch", "CopySourceIfModifiedSince",
    "CopySourceIfUnmodifiedSince", "GrantFullControl", "GrantRead", "GrantReadACP", "GrantWrite",
    "GrantWriteACP", "AccessControlPolicy", "WriteOffsetBytes", "NumberOfBytes",
    "CustomerMasterKeySpec", "DryRun", "DryRunModifiers", "Recipient", "MFA", "Marker", "NextToken",
    "ContinuationToken", "KeyMarker", "VersionIdMarker", "UploadIdMarker", "IfMatchInitiatedTime",
    "IfMatchLastModifiedTime", "IfMatchSize", "CustomKeyStoreId", "XksKeyId", "VersionId", "Range",
    "PartNumber", "CopySourceRange", "Token", "CloudHsmClusterId", "TrustAnchorCertificate",
    "KeyStorePassword", "XksProxyVpcEndpointServiceName", "XksProxyVpcEndpointServiceOwner",
}


def kms(lab):
    """Keys of each kind, a grant, a ciphertext, a material that can be imported."""
    kms = lab.client("kms", "root")
    user = lab.client("sts", "root").get_caller_identity()["Arn"].replace(":root", ":user/bob")

    def key(**terms):
        return kms.create_key(**terms)["KeyMetadata"]["Arn"]

    plain, other, hmac = key(), key(), key(KeySpec="HMAC_256", KeyUsage="GENERATE_VERIFY_MAC")
    outside, doomed = key(Origin="EXTERNAL"), key()
    signing = key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")
    agreeing = key(KeySpec="ECC_NIST_P256", KeyUsage="KEY_AGREEMENT")
    shared, spread = key(MultiRegion=True), key(MultiRegion=True)
    kms.create_alias(AliasName="alias/stage", TargetKeyId=plain)
    kms.replicate_key(KeyId=spread, ReplicaRegion="eu-west-1")
    kms.schedule_key_deletion(KeyId=doomed)
    grant = kms.create_grant(
        KeyId=plain, GranteePrincipal=user, RetiringPrincipal=user,
        Operations=["Decrypt", "RetireGrant"])
    ticket = kms.get_parameters_for_import(
        KeyId=outside, WrappingAlgorithm="RSAES_OAEP_SHA_256", WrappingKeySpec="RSA_2048")
    proxy = {
        "CustomKeyStoreType": "EXTERNAL_KEY_STORE", "XksProxyConnectivity": "PUBLIC_ENDPOINT",
        "XksProxyUriEndpoint": "https://xks.kmslab.example",
        "XksProxyAuthenticationCredential": {
            "AccessKeyId": "KMSLABXKSACCESSKEY22",
            "RawSecretAccessKey": "ThisSecretIsOfTheLabsXksProxyAndOpensNothing2222"}}
    idle, busy = (
        kms.create_custom_key_store(
            CustomKeyStoreName=name, XksProxyUriPath=f"/{name}/kms/xks/v1", **proxy)
        ["CustomKeyStoreId"] for name in ("idle", "busy"))
    kms.connect_custom_key_store(CustomKeyStoreId=busy)
    return proxy | {
        "CustomKeyStoreName": "new-store", "DescribeCustomKeyStores.CustomKeyStoreName": "idle",
        "NewCustomKeyStoreName": "newer-store", "XksProxyUriPath": "/new-store/kms/xks/v1",
        "CustomKeyStoreId": idle, "DisconnectCustomKeyStore.CustomKeyStoreId": busy,
        "KeyId": plain, "TargetKeyId": other, "DestinationKeyId": other, "SourceKeyId": plain,
        "AliasName": "alias/stage", "CreateAlias.AliasName": "alias/new", "Plaintext": b"roses",
        "CiphertextBlob": kms.encrypt(KeyId=plain, Plaintext=b"roses")["CiphertextBlob"],
        "GenerateMac.KeyId": hmac, "VerifyMac.KeyId": hmac, "Message": b"roses",
        "Sign.KeyId": signing, "Verify.KeyId": signing, "GetPublicKey.KeyId": signing,
        "SigningAlgorithm": "ECDSA_SHA_256", "Signature": kms.sign(
            KeyId=signing, Message=b"roses", SigningAlgorithm="ECDSA_SHA_256")["Signature"],
        "DeriveSharedSecret.KeyId": agreeing, "KeyAgreementAlgorithm": "ECDH",
        "PublicKey": kms.get_public_key(KeyId=agreeing)["PublicKey"],
        "KeyPairSpec": "ECC_NIST_P256", "MessageType": "RAW",
        "MacAlgorithm": "HMAC_SHA_256", "Mac": kms.generate_mac(
            KeyId=hmac, Message=b"roses", MacAlgorithm="HMAC_SHA_256")["Mac"],
        "KeySpec": "AES_256", "CreateKey.KeySpec": "SYMMETRIC_DEFAULT", "NumberOfBytes": 32,
        "GranteePrincipal": user, "RetiringPrincipal": user, "Operations": ["Decrypt"],
        "GrantId": grant["GrantId"], "GrantToken": grant["GrantToken"],
        "GrantTokens": [grant["GrantToken"]], "ListGrants.GranteePrincipal": user,
        "CancelKeyDeletion.KeyId": doomed, "GetParametersForImport.KeyId": outside,
        "ImportKeyMaterial.KeyId": outside, "ImportToken": ticket["ImportToken"],
        "EncryptedKeyMaterial": wrapped(lab, ticket["PublicKey"], bytes(range(32))),
        "ExpirationModel": "KEY_MATERIAL_DOES_NOT_EXPIRE", "ValidTo":
        datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc),
        "WrappingAlgorithm": "RSAES_OAEP_SHA_256", "WrappingKeySpec": "RSA_2048",
        "DeleteImportedKeyMaterial.KeyId": outside, "ReplicateKey.KeyId": shared,
        "ReplicaRegion": "eu-central-1", "UpdatePrimaryRegion.KeyId": spread,
        "PrimaryRegion": "eu-west-1", "PolicyName": "default",
        "Policy": kms.get_key_policy(KeyId=plain, PolicyName="default")["Policy"],
        "PendingWindowInDays": 7, "RotationPeriodInDays": 365, "TagKey": "app",
        "TagKeys": ["app"], "EncryptionContext": {},
    }


def s3(lab):
    """A bucket with all that one can have, a locked one, an empty one, and an open upload."""
    s3 = lab.client("s3", "root")
    account = lab.client("sts", "root").get_caller_identity()["Account"]
    key = lab.client("kms", "root").create_key()["KeyMetadata"]["Arn"]
    for name in ("plain", "empty"):
        s3.create_bucket(Bucket=name)
    s3.create_bucket(Bucket="locked", ObjectLockEnabledForBucket=True)
    tags = {"TagSet": [{"Key": "a", "Value": "b"}]}
    rules = {"Rules": [{"ID": "r", "Status": "Enabled", "Filter": {"Prefix": "old/"},
                        "Expiration": {"Days": 30}}]}
    s3.put_bucket_tagging(Bucket="plain", Tagging=tags)
    s3.put_bucket_policy(Bucket="plain", Policy=DENY)
    s3.put_bucket_lifecycle_configuration(Bucket="plain", LifecycleConfiguration=rules)
    s3.put_public_access_block(Bucket="plain", PublicAccessBlockConfiguration=BLOCK)
    s3.put_object(Bucket="plain", Key="k", Body=b"0123456789", Tagging="a=b")
    version = s3.put_object(Bucket="locked", Key="k", Body=b"roses")["VersionId"]
    s3.put_object_legal_hold(Bucket="locked", Key="k", LegalHold={"Status": "OFF"})
    s3.put_object_retention(Bucket="locked", Key="k", Retention={
        "Mode": "GOVERNANCE", "RetainUntilDate": datetime.datetime(2025, 2, 1)})
    upload = s3.create_multipart_upload(Bucket="plain", Key="film")["UploadId"]
    etag = s3.upload_part(
        Bucket="plain", Key="film", UploadId=upload, PartNumber=1, Body=b"roses")["ETag"]
    encryption = {"Rules": [{"ApplyServerSideEncryptionByDefault": {
        "SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key}, "BucketKeyEnabled": True}]}
    named = {
        "Bucket": "plain", "Key": "k", "Body": b"roses", "CreateBucket.Bucket": "new-bucket",
        "DeleteBucket.Bucket": "empty", "CopySource": "plain/k", "CopyObject.Key": "copy",
        "UploadId": upload, "PartNumber": 1, "GetObject.PartNumber": 1, "HeadObject.PartNumber": 1,
        "MultipartUpload": {"Parts": [{"PartNumber": 1, "ETag": etag}]},
        "Delete": {"Objects": [{"Key": "other"}, {"Key": "k"}]},
        "ObjectAttributes": ["ETag", "ObjectSize"], "Policy": DENY, "Tagging": tags,
        "PutObject.Tagging": "a=b", "CopyObject.Tagging": "a=b",
        "CreateMultipartUpload.Tagging": "a=b", "PublicAccessBlockConfiguration": BLOCK,
        "LifecycleConfiguration": rules, "ServerSideEncryptionConfiguration": encryption,
        "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
        "VersioningConfiguration": {"Status": "Enabled"}, "ACL": "bucket-owner-full-control",
        "ObjectEncryption": {"SSEKMS": {"KMSKeyArn": key, "BucketKeyEnabled": False}},
        "ObjectLockConfiguration": {"ObjectLockEnabled": "Enabled", "Rule": {
            "DefaultRetention": {"Mode": "GOVERNANCE", "Days": 1}}},
        "Retention": {"Mode": "GOVERNANCE", "RetainUntilDate":
                      datetime.datetime(2031, 1, 1, tzinfo=datetime.timezone.utc)},
        "LegalHold": {"Status": "ON"}, "ExpectedBucketOwner": account,
        "ExpectedSourceBucketOwner": account, "SSEKMSKeyId": key, "ServerSideEncryption": "aws:kms",
        "VersionId": "null", "StorageClass": "STANDARD", "Metadata": {"season": "spring"},
        "RequestPayer": "requester", "Range": "bytes=1-3", "CopySourceRange": "bytes=0-4",
        "EncodingType": "url", "ObjectLockMode": "GOVERNANCE", "ObjectLockRetainUntilDate":
        datetime.datetime(2031, 1, 1, tzinfo=datetime.timezone.utc),
        "CreateBucketConfiguration": {"Tags": [{"Key": "a", "Value": "b"}]},
        "SSEKMSEncryptionContext": "eyJhIjoiYiJ9", "ContentLength": 5, "PutObject.ContentLength": 5,
    }
    for operation in ("GetObjectRetention", "PutObjectRetention", "GetObjectLegalHold",
                      "PutObjectLegalHold", "GetObjectLockConfiguration",
                      "PutObjectLockConfiguration"):
        named[f"{operation}.Bucket"] = "locked"
        named[f"{operation}.VersionId"] = version
    for operation in ("CompleteMultipartUpload", "AbortMultipartUpload", "ListParts", "UploadPart",
                      "UploadPartCopy"):
        named[f"{operation}.Key"] = "film"
    return named


def s3control(lab):
    """The account's own Block Public Access."""
    account = lab.client("sts", "root").get_caller_identity()["Account"]
    control = lab.client(
        "s3control", "root", endpoint_url=lab.url.replace("127.0.0.1", "localhost"))
    control.put_public_access_block(
        AccountId=account, PublicAccessBlockConfiguration=BLOCK)
    return {"AccountId": account, "PublicAccessBlockConfiguration": BLOCK}


def iam(lab):
    """A user, a group, a role and a policy that have all, and some that can be deleted."""
    iam = lab.client("iam", "root")
    iam.put_user_policy(UserName="alice", PolicyName="All", PolicyDocument=json.dumps({
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "iam:*", "Resource": "*"}]}))
    policy = iam.create_policy(PolicyName="Read", PolicyDocument=ALLOW)["Policy"]["Arn"]
    iam.create_policy_version(PolicyArn=policy, PolicyDocument=ALLOW)
    spare = iam.create_policy(PolicyName="Spare", PolicyDocument=ALLOW)["Policy"]["Arn"]
    for name in ("ada", "free"):
        iam.create_user(UserName=name)
    for name in ("authors", "free"):
        iam.create_group(GroupName=name)
    for name in ("App", "Free"):
        iam.create_role(RoleName=name, AssumeRolePolicyDocument=TRUST)
    tag = [{"Key": "a", "Value": "b"}]
    iam.tag_user(UserName="ada", Tags=tag)
    iam.tag_role(RoleName="App", Tags=tag)
    iam.tag_policy(PolicyArn=policy, Tags=tag)
    for kind, name in (("user", "ada"), ("group", "authors"), ("role", "App")):
        who = {f"{kind.title()}Name": name}
        getattr(iam, f"put_{kind}_policy")(**who, PolicyName="p", PolicyDocument=ALLOW)
        getattr(iam, f"attach_{kind}_policy")(**who, PolicyArn=policy)
    iam.put_user_permissions_boundary(UserName="ada", PermissionsBoundary=policy)
    iam.put_role_permissions_boundary(RoleName="App", PermissionsBoundary=policy)
    iam.add_user_to_group(GroupName="authors", UserName="ada")
    access = iam.create_access_key(UserName="ada")["AccessKey"]["AccessKeyId"]
    return {
        "UserName": "ada", "GroupName": "authors", "RoleName": "App", "PolicyArn": policy,
        "PolicyName": "p", "AccessKeyId": access, "PermissionsBoundary": policy,
        "PolicyDocument": ALLOW, "AssumeRolePolicyDocument": TRUST, "VersionId": "v1",
        "UpdateAssumeRolePolicy.PolicyDocument": TRUST, "Tags": tag, "TagKeys": ["a"],
        "CreateUser.UserName": "new", "CreateGroup.GroupName": "new", "CreateRole.RoleName": "new",
        "CreatePolicy.PolicyName": "new", "DeletePolicyVersion.VersionId": "v2",
        "DeleteUser.UserName": "free",
        "DeleteGroup.GroupName": "free", "DeleteRole.RoleName": "Free",
        "DeletePolicy.PolicyArn": spare, "Path": "/", "PathPrefix": "/", "NewUserName": "renamed",
        "NewPath": "/", "Description": "of the lab", "MaxSessionDuration": 3600,
    }


def sts(lab):
    """A role that anybody of the account may become."""
    iam = lab.client("iam", "root")
    role = iam.create_role(RoleName="App", AssumeRolePolicyDocument=TRUST)["Role"]["Arn"]
    iam.put_user_policy(UserName="alice", PolicyName="Assume", PolicyDocument=json.dumps({
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": role}]}))
    return {"RoleArn": role, "RoleSessionName": "night", "Policy": ALLOW, "DurationSeconds": 900}


def cloudtrail(lab):
    """Something that happened."""
    lab.client("kms", "root").create_key()
    lab.advance("20m")
    return {
        "LookupAttributes": [{"AttributeKey": "EventName", "AttributeValue": "CreateKey"}],
        "StartTime": datetime.datetime(2025, 1, 1, tzinfo=datetime.timezone.utc),
        "EndTime": datetime.datetime(2025, 1, 2, tzinfo=datetime.timezone.utc), "MaxResults": 10,
    }
