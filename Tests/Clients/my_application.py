"""An application as its authors would write it: it knows nothing of kmslab."""

import boto3


class Letters:
    """Letters in S3, under a key of their own that turns every year."""

    def __init__(self, bucket="our-letters"):
        self.bucket, self.s3, self.kms = bucket, boto3.client("s3"), boto3.client("kms")
        self.key = self.kms.create_key(Description="letters")["KeyMetadata"]["Arn"]
        self.kms.enable_key_rotation(KeyId=self.key)
        self.s3.create_bucket(Bucket=bucket)

    def keep(self, name, text):
        """Keeps a letter, encrypted."""
        self.s3.put_object(
            Bucket=self.bucket, Key=name, Body=text.encode(), ServerSideEncryption="aws:kms",
            SSEKMSKeyId=self.key)

    def read(self, name):
        """The letter; nothing if its key is gone for ever."""
        try:
            return self.s3.get_object(Bucket=self.bucket, Key=name)["Body"].read().decode()
        except self.s3.exceptions.ClientError as error:
            # AWS does not tell that a key is gone, but that it allows nothing any more.
            if error.response["Error"]["Code"] == "AccessDenied":
                return None
            raise
