"""Every operation's requests, made from botocore's model, and answers held against it."""
