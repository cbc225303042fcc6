"""One life in each service that calls every operation of it once, on the way that works."""

import datetime
import io
import json

from world import MIB, names_before_localhost, refused, wrapped

TRUST = json.dumps({"Version": "2012-10-17", "Statement": [{
    "Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}]})
READ_ALL = json.dumps({"Version": "2012-10-17", "Statement": [{
    "Effect": "Allow", "Action": ["s3:Get*", "s3:List*", "kms:Decrypt"], "Resource": "*"}]})


def kms(lab, client):
    """Keys, what they encrypt, who may use them, and their ends."""
    kms = client("kms")
    key = kms.create_key(Description="of the lab", Tags=[{"TagKey": "app", "TagValue": "photos"}])
    key = key["KeyMetadata"]["KeyId"]
    kms.create_alias(AliasName="alias/a", TargetKeyId=key)
    other = kms.create_key()["KeyMetadata"]["KeyId"]
    assert [alias["AliasName"] for alias in kms.list_aliases(KeyId=key)["Aliases"]] == ["alias/a"]
    assert {key, other} <= {entry["KeyId"] for entry in kms.list_keys()["Keys"]}

    encrypted_and_decrypted(kms, key, other)
    granted(lab, kms, key)
    described(kms, key, other)
    authenticated(kms)
    paired(kms, key)
    imported(lab, kms)
    replicated(client)
    turned(lab, kms, key)
    kept_outside(kms)

    kms.delete_alias(AliasName="alias/a")
    deletion = kms.schedule_key_deletion(KeyId=key, PendingWindowInDays=7)
    assert deletion["KeyState"] == "PendingDeletion"
    kms.cancel_key_deletion(KeyId=key)
    assert kms.describe_key(KeyId=key)["KeyMetadata"]["KeyState"] == "Disabled"


def encrypted_and_decrypted(kms, key, other):
    context = {"app": "photos", "für": "Ada"}
    blob = kms.encrypt(KeyId="alias/a", Plaintext=b"roses", EncryptionContext=context)
    moved = kms.re_encrypt(
        CiphertextBlob=blob["CiphertextBlob"], SourceEncryptionContext=context,
        DestinationKeyId=other)
    opened = kms.decrypt(CiphertextBlob=moved["CiphertextBlob"])
    assert opened["Plaintext"] == b"roses" and opened["KeyId"].endswith(other)
    data_key = kms.generate_data_key(KeyId=key, KeySpec="AES_256")
    assert len(data_key["Plaintext"]) == 32
    assert kms.decrypt(CiphertextBlob=data_key["CiphertextBlob"])["Plaintext"] \
        == data_key["Plaintext"]
    alone = kms.generate_data_key_without_plaintext(KeyId=key, NumberOfBytes=7)
    assert len(kms.decrypt(CiphertextBlob=alone["CiphertextBlob"])["Plaintext"]) == 7
    assert len(kms.generate_random(NumberOfBytes=1024)["Plaintext"]) == 1024


def kept_outside(kms):
    """Custom key stores: the proxy is the lab's own, as `outside` shows it."""
    terms = {
        "CustomKeyStoreType": "EXTERNAL_KEY_STORE", "XksProxyConnectivity": "PUBLIC_ENDPOINT",
        "XksProxyUriEndpoint": "https://xks.kmslab.example",
        "XksProxyAuthenticationCredential": {
            "AccessKeyId": "KMSLABXKSACCESSKEY22",
            "RawSecretAccessKey": "ThisSecretIsOfTheLabsXksProxyAndOpensNothing2222"}}
    store, spare = (
        kms.create_custom_key_store(
            CustomKeyStoreName=name, XksProxyUriPath=f"/{name}/kms/xks/v1", **terms)
        ["CustomKeyStoreId"] for name in ("vault", "spare"))
    kms.delete_custom_key_store(CustomKeyStoreId=spare)
    kms.update_custom_key_store(CustomKeyStoreId=store, NewCustomKeyStoreName="safe")
    kms.connect_custom_key_store(CustomKeyStoreId=store)
    (entry,) = kms.describe_custom_key_stores()["CustomKeyStores"]
    assert (entry["CustomKeyStoreName"], entry["ConnectionState"]) == ("safe", "CONNECTING")
    kms.disconnect_custom_key_store(CustomKeyStoreId=store)


def granted(lab, kms, key):
    bob = lab.client("iam", "root").get_user(UserName="bob")["User"]["Arn"]
    terms = {"KeyId": key, "GranteePrincipal": bob, "RetiringPrincipal": bob,
             "Operations": ["Decrypt", "RetireGrant"]}
    revoked, retired = (kms.create_grant(**terms, Name=name) for name in ("one", "two"))
    assert len(kms.list_grants(KeyId=key)["Grants"]) == 2
    assert len(kms.list_retirable_grants(RetiringPrincipal=bob)["Grants"]) == 2
    kms.revoke_grant(KeyId=key, GrantId=revoked["GrantId"])
    kms.retire_grant(GrantToken=retired["GrantToken"])
    assert kms.list_grants(KeyId=key)["Grants"] == []


def described(kms, key, other):
    kms.update_key_description(KeyId=key, Description="of the photos")
    kms.tag_resource(KeyId=key, Tags=[{"TagKey": "team", "TagValue": "lab"}])
    kms.untag_resource(KeyId=key, TagKeys=["app"])
    assert kms.list_resource_tags(KeyId=key)["Tags"] == [{"TagKey": "team", "TagValue": "lab"}]
    policy = kms.get_key_policy(KeyId=key, PolicyName="default")["Policy"]
    kms.put_key_policy(KeyId=key, PolicyName="default", Policy=policy)
    assert kms.list_key_policies(KeyId=key)["PolicyNames"] == ["default"]
    kms.update_alias(AliasName="alias/a", TargetKeyId=other)
    kms.disable_key(KeyId=other)
    kms.enable_key(KeyId=other)
    metadata = kms.describe_key(KeyId=key)["KeyMetadata"]
    assert metadata["Description"] == "of the photos"
    assert kms.get_key_last_usage(KeyId=key)["KeyLastUsage"]["Operation"]


def authenticated(kms):
    key = kms.create_key(KeySpec="HMAC_256", KeyUsage="GENERATE_VERIFY_MAC")["KeyMetadata"]["Arn"]
    terms = {"KeyId": key, "Message": b"roses", "MacAlgorithm": "HMAC_SHA_256"}
    mac = kms.generate_mac(**terms)["Mac"]
    assert kms.verify_mac(**terms, Mac=mac)["MacValid"] is True


def paired(kms, key):
    """Key pairs: one that signs, two that agree, and those that leave KMS."""
    signing = kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["Arn"]
    terms = {"KeyId": signing, "Message": b"roses", "SigningAlgorithm": "ECDSA_SHA_256"}
    signature = kms.sign(**terms)["Signature"]
    assert kms.verify(**terms, Signature=signature)["SignatureValid"] is True
    agreeing = [
        kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="KEY_AGREEMENT")["KeyMetadata"]["Arn"]
        for _ in range(2)]
    secrets = {
        kms.derive_shared_secret(
            KeyId=own, KeyAgreementAlgorithm="ECDH",
            PublicKey=kms.get_public_key(KeyId=other)["PublicKey"])["SharedSecret"]
        for own, other in (agreeing, reversed(agreeing))}
    assert len(secrets) == 1
    pair = kms.generate_data_key_pair(KeyId=key, KeyPairSpec="ECC_NIST_P256")
    opened = kms.decrypt(CiphertextBlob=pair["PrivateKeyCiphertextBlob"])
    assert opened["Plaintext"] == pair["PrivateKeyPlaintext"]
    hidden = kms.generate_data_key_pair_without_plaintext(KeyId=key, KeyPairSpec="ECC_NIST_P256")
    assert "PrivateKeyPlaintext" not in hidden


def imported(lab, kms):
    key = kms.create_key(Origin="EXTERNAL")["KeyMetadata"]["KeyId"]
    parameters = kms.get_parameters_for_import(
        KeyId=key, WrappingAlgorithm="RSAES_OAEP_SHA_256", WrappingKeySpec="RSA_2048")
    kms.import_key_material(
        KeyId=key, ImportToken=parameters["ImportToken"],
        EncryptedKeyMaterial=wrapped(lab, parameters["PublicKey"], bytes(range(32))),
        ExpirationModel="KEY_MATERIAL_EXPIRES", ValidTo=datetime.datetime(2026, 1, 1))
    assert kms.describe_key(KeyId=key)["KeyMetadata"]["KeyState"] == "Enabled"
    kms.delete_imported_key_material(KeyId=key)
    assert kms.describe_key(KeyId=key)["KeyMetadata"]["KeyState"] == "PendingImport"


def replicated(client):
    here, there = client("kms"), client("kms", region_name="eu-west-1")
    key = here.create_key(MultiRegion=True)["KeyMetadata"]["KeyId"]
    here.replicate_key(KeyId=key, ReplicaRegion="eu-west-1")
    blob = here.encrypt(KeyId=key, Plaintext=b"roses")["CiphertextBlob"]
    assert there.decrypt(CiphertextBlob=blob)["Plaintext"] == b"roses"
    here.update_primary_region(KeyId=key, PrimaryRegion="eu-west-1")
    configuration = there.describe_key(KeyId=key)["KeyMetadata"]["MultiRegionConfiguration"]
    assert configuration["MultiRegionKeyType"] == "PRIMARY"


def turned(lab, kms, key):
    kms.enable_key_rotation(KeyId=key, RotationPeriodInDays=90)
    lab.advance("91d")
    kms.rotate_key_on_demand(KeyId=key)
    lab.advance("1h")
    rotations = kms.list_key_rotations(KeyId=key)["Rotations"]
    assert sorted(rotation["RotationType"] for rotation in rotations) == ["AUTOMATIC", "ON_DEMAND"]
    assert kms.get_key_rotation_status(KeyId=key)["RotationPeriodInDays"] == 90
    kms.disable_key_rotation(KeyId=key)


def s3(lab, client):
    """Buckets and how they are set up, objects, versions, parts and locks."""
    s3 = client("s3")
    s3.create_bucket(Bucket="our-photos", ObjectLockEnabledForBucket=True)
    s3.head_bucket(Bucket="our-photos")
    assert [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]] == ["our-photos"]
    assert s3.get_bucket_location(Bucket="our-photos")["LocationConstraint"] is None
    set_up(s3, client("kms"))
    objects(s3)
    multipart(s3)
    locked(s3)
    encrypted_anew(s3, client("kms"))
    s3.create_bucket(Bucket="empty")
    s3.delete_bucket(Bucket="empty")


def set_up(s3, kms):
    bucket = {"Bucket": "our-photos"}
    key = kms.create_key()["KeyMetadata"]["Arn"]
    rule = {"ApplyServerSideEncryptionByDefault":
            {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key}, "BucketKeyEnabled": True}
    s3.put_bucket_encryption(
        **bucket, ServerSideEncryptionConfiguration={"Rules": [rule]})
    found = s3.get_bucket_encryption(**bucket)["ServerSideEncryptionConfiguration"]["Rules"]
    assert found[0]["ApplyServerSideEncryptionByDefault"]["KMSMasterKeyID"] == key
    s3.delete_bucket_encryption(**bucket)

    s3.put_bucket_versioning(**bucket, VersioningConfiguration={"Status": "Enabled"})
    assert s3.get_bucket_versioning(**bucket)["Status"] == "Enabled"
    tags = [{"Key": "app", "Value": "a + b = c"}]
    s3.put_bucket_tagging(**bucket, Tagging={"TagSet": tags})
    assert s3.get_bucket_tagging(**bucket)["TagSet"] == tags
    s3.delete_bucket_tagging(**bucket)

    rules = [{"ID": "old", "Status": "Enabled", "Filter": {"Prefix": "old/"},
              "Expiration": {"Days": 30}}]
    s3.put_bucket_lifecycle_configuration(**bucket, LifecycleConfiguration={"Rules": rules})
    assert s3.get_bucket_lifecycle_configuration(**bucket)["Rules"] == rules
    s3.delete_bucket_lifecycle(**bucket)

    policy = {"Version": "2012-10-17", "Statement": [{
        "Effect": "Deny", "Principal": "*", "Action": "s3:GetObject",
        "Resource": "arn:aws:s3:::our-photos/secret/*"}]}
    s3.put_bucket_policy(**bucket, Policy=json.dumps(policy))
    assert json.loads(s3.get_bucket_policy(**bucket)["Policy"]) == policy
    assert s3.get_bucket_policy_status(**bucket)["PolicyStatus"]["IsPublic"] is False
    s3.delete_bucket_policy(**bucket)

    block = {"BlockPublicAcls": True, "IgnorePublicAcls": True, "BlockPublicPolicy": True,
             "RestrictPublicBuckets": False}
    s3.put_public_access_block(**bucket, PublicAccessBlockConfiguration=block)
    assert s3.get_public_access_block(**bucket)["PublicAccessBlockConfiguration"] == block
    s3.delete_public_access_block(**bucket)
    s3.put_bucket_ownership_controls(
        **bucket, OwnershipControls={"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]})
    controls = s3.get_bucket_ownership_controls(**bucket)["OwnershipControls"]
    assert controls["Rules"] == [{"ObjectOwnership": "BucketOwnerEnforced"}]
    s3.put_bucket_acl(**bucket, ACL="bucket-owner-full-control")
    assert s3.get_bucket_acl(**bucket)["Grants"][0]["Permission"] == "FULL_CONTROL"
    unset(s3, bucket)


def unset(s3, bucket):
    """What nothing here can set is read as of a bucket that never had it."""
    for read in [s3.get_bucket_logging, s3.get_bucket_notification_configuration,
                 s3.get_bucket_accelerate_configuration]:
        assert set(read(**bucket)) == {"ResponseMetadata"}
    assert s3.get_bucket_request_payment(**bucket)["Payer"] == "BucketOwner"
    for read, code in [(s3.get_bucket_cors, "NoSuchCORSConfiguration"),
                       (s3.get_bucket_website, "NoSuchWebsiteConfiguration"),
                       (s3.get_bucket_replication, "ReplicationConfigurationNotFoundError")]:
        with refused(code):
            read(**bucket)


def objects(s3):
    at = {"Bucket": "our-photos", "Key": "2026/garden rösé+1.txt"}
    s3.put_object(**at, Body=b"roses", Metadata={"season": "spring"}, ContentType="text/plain")
    found = s3.get_object(**at)
    assert found["Body"].read() == b"roses" and found["Metadata"] == {"season": "spring"}
    assert s3.head_object(**at)["ContentLength"] == 5
    assert s3.get_object_attributes(**at, ObjectAttributes=["ObjectSize"])["ObjectSize"] == 5
    s3.put_object_tagging(**at, Tagging={"TagSet": [{"Key": "a", "Value": "b"}]})
    assert s3.get_object_tagging(**at)["TagSet"] == [{"Key": "a", "Value": "b"}]
    s3.delete_object_tagging(**at)
    s3.put_object_acl(**at, ACL="bucket-owner-full-control")
    assert s3.get_object_acl(**at)["Grants"][0]["Permission"] == "FULL_CONTROL"
    s3.copy_object(Bucket="our-photos", Key="copy", CopySource=at)
    assert s3.get_object(Bucket="our-photos", Key="copy")["Body"].read() == b"roses"
    assert s3.head_object(Bucket="our-photos", Key="copy")["ServerSideEncryption"] == "AES256"

    keys = ["2026/garden rösé+1.txt", "copy"]
    assert [entry["Key"] for entry in s3.list_objects_v2(Bucket="our-photos")["Contents"]] == keys
    assert [entry["Key"] for entry in s3.list_objects(Bucket="our-photos")["Contents"]] == keys
    s3.delete_object(**at)
    versions = s3.list_object_versions(Bucket="our-photos", Prefix="2026/")
    assert versions["DeleteMarkers"][0]["IsLatest"] is True
    gone = s3.delete_objects(Bucket="our-photos", Delete={"Objects": [
        {"Key": entry["Key"], "VersionId": entry["VersionId"]}
        for entry in versions["Versions"] + versions["DeleteMarkers"]]})
    assert len(gone["Deleted"]) == 2


def multipart(s3):
    at = {"Bucket": "our-photos", "Key": "film"}
    upload = {**at, "UploadId": s3.create_multipart_upload(**at)["UploadId"]}
    assert len(s3.list_multipart_uploads(Bucket="our-photos")["Uploads"]) == 1
    first = s3.upload_part(**upload, PartNumber=1, Body=io.BytesIO(bytes(5 * MIB)))
    second = s3.upload_part_copy(
        **upload, PartNumber=2, CopySource={"Bucket": "our-photos", "Key": "copy"})
    parts = s3.list_parts(**upload)["Parts"]
    assert [part["Size"] for part in parts] == [5 * MIB, 5]
    s3.complete_multipart_upload(**upload, MultipartUpload={"Parts": [
        {"PartNumber": 1, "ETag": first["ETag"]},
        {"PartNumber": 2, "ETag": second["CopyPartResult"]["ETag"]}]})
    assert s3.head_object(**at)["ContentLength"] == 5 * MIB + 5
    s3.abort_multipart_upload(**at, UploadId=s3.create_multipart_upload(**at)["UploadId"])


def locked(s3):
    at = {"Bucket": "our-photos", "Key": "deed"}
    terms = {"ObjectLockEnabled": "Enabled",
             "Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 3}}}
    s3.put_object_lock_configuration(Bucket="our-photos", ObjectLockConfiguration=terms)
    assert s3.get_object_lock_configuration(Bucket="our-photos")["ObjectLockConfiguration"] == terms
    s3.put_object(**at, Body=b"signed")
    assert s3.get_object_retention(**at)["Retention"]["Mode"] == "GOVERNANCE"
    until = datetime.datetime(2031, 1, 1, tzinfo=datetime.timezone.utc)
    s3.put_object_retention(
        **at, Retention={"Mode": "GOVERNANCE", "RetainUntilDate": until})
    assert s3.get_object_retention(**at)["Retention"]["RetainUntilDate"] == until
    s3.put_object_legal_hold(**at, LegalHold={"Status": "ON"})
    assert s3.get_object_legal_hold(**at)["LegalHold"]["Status"] == "ON"


def encrypted_anew(s3, kms):
    key = kms.create_key()["KeyMetadata"]["Arn"]
    s3.create_bucket(Bucket="our-letters")
    s3.put_object(Bucket="our-letters", Key="one", Body=b"dear")
    s3.update_object_encryption(
        Bucket="our-letters", Key="one", ObjectEncryption={"SSEKMS": {"KMSKeyArn": key}})
    assert s3.head_object(Bucket="our-letters", Key="one")["SSEKMSKeyId"] == key


def s3control(lab, client):
    """Block Public Access of the account."""
    account = lab.client("sts").get_caller_identity()["Account"]
    # boto3 puts the account before the host's name.
    control = client(
        "s3control", "root", endpoint_url=lab.url.replace("127.0.0.1", "localhost"))
    block = {"BlockPublicAcls": True, "IgnorePublicAcls": True, "BlockPublicPolicy": True,
             "RestrictPublicBuckets": True}
    with names_before_localhost():
        control.put_public_access_block(AccountId=account, PublicAccessBlockConfiguration=block)
        found = control.get_public_access_block(AccountId=account)
        assert found["PublicAccessBlockConfiguration"] == block
        control.delete_public_access_block(AccountId=account)


def iam(lab, client):
    """Users, groups, roles, their policies, tags and access keys."""
    iam = client("iam", "root")
    policy = policies(iam)
    users_and_groups(iam, policy)
    roles(iam, policy)
    iam.delete_policy(PolicyArn=policy)


def policies(iam):
    arn = iam.create_policy(PolicyName="Read", PolicyDocument=READ_ALL)["Policy"]["Arn"]
    second = iam.create_policy_version(PolicyArn=arn, PolicyDocument=READ_ALL)
    assert second["PolicyVersion"]["VersionId"] == "v2"
    iam.set_default_policy_version(PolicyArn=arn, VersionId="v2")
    document = iam.get_policy_version(PolicyArn=arn, VersionId="v2")["PolicyVersion"]["Document"]
    assert document == json.loads(READ_ALL)
    assert len(iam.list_policy_versions(PolicyArn=arn)["Versions"]) == 2
    iam.delete_policy_version(PolicyArn=arn, VersionId="v1")
    iam.tag_policy(PolicyArn=arn, Tags=[{"Key": "a", "Value": "b"}])
    assert iam.list_policy_tags(PolicyArn=arn)["Tags"] == [{"Key": "a", "Value": "b"}]
    iam.untag_policy(PolicyArn=arn, TagKeys=["a"])
    assert iam.get_policy(PolicyArn=arn)["Policy"]["DefaultVersionId"] == "v2"
    assert arn in [entry["Arn"] for entry in iam.list_policies(Scope="Local")["Policies"]]
    return arn


def users_and_groups(iam, policy):
    iam.create_user(UserName="ada", Path="/lab/")
    iam.update_user(UserName="ada", NewUserName="ada.l")
    user = {"UserName": "ada.l"}
    assert iam.get_user(**user)["User"]["Path"] == "/lab/"
    assert "ada.l" in [entry["UserName"] for entry in iam.list_users()["Users"]]
    iam.tag_user(**user, Tags=[{"Key": "a", "Value": "b"}])
    assert iam.list_user_tags(**user)["Tags"] == [{"Key": "a", "Value": "b"}]
    iam.untag_user(**user, TagKeys=["a"])
    iam.put_user_policy(**user, PolicyName="p", PolicyDocument=READ_ALL)
    assert iam.get_user_policy(**user, PolicyName="p")["PolicyDocument"] == json.loads(READ_ALL)
    assert iam.list_user_policies(**user)["PolicyNames"] == ["p"]
    iam.delete_user_policy(**user, PolicyName="p")
    iam.attach_user_policy(**user, PolicyArn=policy)
    assert iam.list_entities_for_policy(PolicyArn=policy)["PolicyUsers"][0]["UserName"] == "ada.l"
    assert iam.list_attached_user_policies(**user)["AttachedPolicies"][0]["PolicyArn"] == policy
    iam.detach_user_policy(**user, PolicyArn=policy)
    iam.put_user_permissions_boundary(**user, PermissionsBoundary=policy)
    iam.delete_user_permissions_boundary(**user)

    key = {**user, "AccessKeyId": iam.create_access_key(**user)["AccessKey"]["AccessKeyId"]}
    iam.update_access_key(**key, Status="Inactive")
    assert iam.list_access_keys(**user)["AccessKeyMetadata"][0]["Status"] == "Inactive"
    iam.delete_access_key(**key)

    group = {"GroupName": "authors"}
    iam.create_group(**group)
    assert [entry["GroupName"] for entry in iam.list_groups()["Groups"]] == ["authors"]
    iam.add_user_to_group(**group, **user)
    assert iam.get_group(**group)["Users"][0]["UserName"] == "ada.l"
    assert iam.list_groups_for_user(**user)["Groups"][0]["GroupName"] == "authors"
    iam.put_group_policy(**group, PolicyName="p", PolicyDocument=READ_ALL)
    assert iam.get_group_policy(**group, PolicyName="p")["PolicyDocument"] == json.loads(READ_ALL)
    assert iam.list_group_policies(**group)["PolicyNames"] == ["p"]
    iam.delete_group_policy(**group, PolicyName="p")
    iam.attach_group_policy(**group, PolicyArn=policy)
    assert len(iam.list_attached_group_policies(**group)["AttachedPolicies"]) == 1
    iam.detach_group_policy(**group, PolicyArn=policy)
    iam.remove_user_from_group(**group, **user)
    iam.delete_group(**group)
    iam.delete_user(**user)


def roles(iam, policy):
    role = {"RoleName": "App"}
    made = iam.create_role(**role, AssumeRolePolicyDocument=TRUST)["Role"]
    assert made["AssumeRolePolicyDocument"] == json.loads(TRUST)
    iam.update_assume_role_policy(**role, PolicyDocument=TRUST)
    iam.update_role(**role, MaxSessionDuration=7200)
    assert iam.get_role(**role)["Role"]["MaxSessionDuration"] == 7200
    assert "App" in [entry["RoleName"] for entry in iam.list_roles()["Roles"]]
    iam.tag_role(**role, Tags=[{"Key": "a", "Value": "b"}])
    assert iam.list_role_tags(**role)["Tags"] == [{"Key": "a", "Value": "b"}]
    iam.untag_role(**role, TagKeys=["a"])
    iam.put_role_policy(**role, PolicyName="p", PolicyDocument=READ_ALL)
    assert iam.get_role_policy(**role, PolicyName="p")["PolicyDocument"] == json.loads(READ_ALL)
    assert iam.list_role_policies(**role)["PolicyNames"] == ["p"]
    iam.delete_role_policy(**role, PolicyName="p")
    iam.attach_role_policy(**role, PolicyArn=policy)
    assert len(iam.list_attached_role_policies(**role)["AttachedPolicies"]) == 1
    iam.detach_role_policy(**role, PolicyArn=policy)
    iam.put_role_permissions_boundary(**role, PermissionsBoundary=policy)
    iam.delete_role_permissions_boundary(**role)
    iam.delete_role(**role)


def sts(lab, client):
    """Who one is, and who one becomes."""
    arn = lab.client("iam", "root").create_role(
        RoleName="App", AssumeRolePolicyDocument=TRUST)["Role"]["Arn"]
    lab.client("iam", "root").put_user_policy(
        UserName="alice", PolicyName="assume", PolicyDocument=json.dumps({
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": arn}]}))
    assert client("sts").get_caller_identity()["Arn"].endswith(":user/alice")
    session = client("sts").assume_role(RoleArn=arn, RoleSessionName="night")
    keys = session["Credentials"]
    inside = client(
        "sts", aws_access_key_id=keys["AccessKeyId"], aws_session_token=keys["SessionToken"],
        aws_secret_access_key=keys["SecretAccessKey"])
    assert inside.get_caller_identity()["Arn"] == session["AssumedRoleUser"]["Arn"]


def cloudtrail(lab, client):
    """What happened, by who did it."""
    lab.client("kms").create_key()
    lab.advance("20m")
    found = client("cloudtrail").lookup_events(LookupAttributes=[
        {"AttributeKey": "EventName", "AttributeValue": "CreateKey"}])["Events"]
    record = json.loads(found[0]["CloudTrailEvent"])
    assert found[0]["Username"] == "alice"
    assert record["sourceIPAddress"] == "127.0.0.1"
    assert "Boto3/" in record["userAgent"]
