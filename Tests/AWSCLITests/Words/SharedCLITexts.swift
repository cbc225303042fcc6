/// Texts of AWS CLI that versions 1 and 2 share, with the command line that makes them.
///
/// Recorded from version 1.45 with an endpoint that nobody listens at. That version prints
/// `{self._error_location()}` where the pointer should be: those texts end before it. Version 2 has
/// a blank before the lines of a pointer.
let sharedCLITexts: [(line: String, text: String)] = [
  (
    #"kms tag-resource --key-id x --tags TagKey"#,
    #"""
    Error parsing parameter '--tags': Expected: '=', received: 'EOF' for input:
    """#
  ),
  (
    #"kms tag-resource --key-id x --tags TagKey=a,TagKey=b"#,
    #"""
    Error parsing parameter '--tags': Second instance of key "TagKey" encountered for input:
     TagKey=a,TagKey=b
              ^
    This is often because there is a preceding "," instead of a space.
    """#
  ),
  (
    #"kms tag-resource --key-id x --tags TagKey=a,TagValue=b,"#,
    #"""
    Error parsing parameter '--tags': Expected: '<second>', received: '<none>' for input:
    """#
  ),
  (
    #"kms tag-resource --key-id x --tags TagKey=a,TagValue"#,
    #"""
    Parameter validation failed:
    Missing required parameter in Tags[0]: "TagValue"
    Invalid type for parameter Tags[0].TagKey, value: ['a', 'TagValue'], type: <class 'list'>, valid types: <class 'str'>
    """#
  ),
  (
    #"kms tag-resource --key-id x --tags =a"#,
    #"""
    Parameter validation failed:
    Missing required parameter in Tags[0]: "TagKey"
    Missing required parameter in Tags[0]: "TagValue"
    Unknown parameter in Tags[0]: "", must be one of: TagKey, TagValue
    """#
  ),
  (
    #"kms tag-resource --key-id x --tags ,"#,
    #"""
    Error parsing parameter '--tags': Expected: '=', received: ',' for input:
    """#
  ),
  (
    #"kms tag-resource --key-id x --tags 'TagKey="a'"#,
    #"""
    Error parsing parameter '--tags': Expected: '<double quoted>', received: '<none>' for input:
    """#
  ),
  (
    #"kms tag-resource --key-id x --tags "TagKey='a""#,
    #"""
    Error parsing parameter '--tags': Expected: '<singled quoted>', received: '<none>' for input:
    """#
  ),
  (
    #"kms tag-resource --key-id x --tags TagKey=[a"#,
    #"""
    Error parsing parameter '--tags': Expected: ',', received: 'EOF' for input:
    """#
  ),
  (
    #"kms tag-resource --key-id x --tags 'TagKey={a=b'"#,
    #"""
    Error parsing parameter '--tags': Expected: ',', received: 'EOF' for input:
    """#
  ),
  (
    #"kms tag-resource --key-id x --tags 'TagKey={a}'"#,
    #"""
    Error parsing parameter '--tags': Expected: '=', received: '}' for input:
    """#
  ),
  (
    #"kms tag-resource --key-id x --tags 'TagKey="a"b'"#,
    #"""
    Error parsing parameter '--tags': Expected: ',', received: 'b' for input:
    """#
  ),
  (
    #"kms tag-resource --key-id x --tags 'TagKey=[a]b'"#,
    #"""
    Error parsing parameter '--tags': Expected: ',', received: 'b' for input:
    """#
  ),
  (
    #"kms tag-resource --key-id x --tags 'a b=c'"#,
    #"""
    Error parsing parameter '--tags': Expected: '=', received: 'b' for input:
    """#
  ),
  (
    #"kms tag-resource --key-id x --tags 'é=c'"#,
    #"""
    Error parsing parameter '--tags': Expected: '=', received: 'é' for input:
    """#
  ),
  (
    #"kms tag-resource --key-id x --tags ''"#,
    #"""
    Error parsing parameter '--tags': Expected: '=', received: 'EOF' for input:
    """#
  ),
  (
    #"kms tag-resource --key-id x --tags TagKey=a"#,
    #"""
    Parameter validation failed:
    Missing required parameter in Tags[0]: "TagValue"
    """#
  ),
  (
    #"kms tag-resource --key-id x --tags TagName=a,TagValue=b"#,
    #"""
    Parameter validation failed:
    Missing required parameter in Tags[0]: "TagKey"
    Unknown parameter in Tags[0]: "TagName", must be one of: TagKey, TagValue
    """#
  ),
  (
    #"kms tag-resource --key-id x --tags TagKey=a,b,TagValue=c"#,
    #"""
    Parameter validation failed:
    Invalid type for parameter Tags[0].TagKey, value: ['a', 'b'], type: <class 'list'>, valid types: <class 'str'>
    """#
  ),
  (
    #"kms tag-resource --key-id x --tags 'TagKey=[a,b],TagValue=c'"#,
    #"""
    Parameter validation failed:
    Invalid type for parameter Tags[0].TagKey, value: ['a', 'b'], type: <class 'list'>, valid types: <class 'str'>
    """#
  ),
  (
    #"kms tag-resource --key-id x --tags 'TagKey={a=b},TagValue=c'"#,
    #"""
    Parameter validation failed:
    Invalid type for parameter Tags[0].TagKey, value: {'a': 'b'}, type: <class 'dict'>, valid types: <class 'str'>
    """#
  ),
  (
    #"kms tag-resource --key-id x --tags TagKey=,TagValue=c"#,
    #"""
    Parameter validation failed:
    Invalid length for parameter Tags[0].TagKey, value: 0, valid min length: 1
    """#
  ),
  (
    #"kms tag-resource --key-id x --tags '[{"TagKey": 1, "TagValue": true}]'"#,
    #"""
    Parameter validation failed:
    Invalid type for parameter Tags[0].TagKey, value: 1, type: <class 'int'>, valid types: <class 'str'>
    Invalid type for parameter Tags[0].TagValue, value: True, type: <class 'bool'>, valid types: <class 'str'>
    """#
  ),
  (
    #"kms tag-resource --key-id x --tags '[{"TagKey": null, "TagValue": 1.5}]'"#,
    #"""
    Parameter validation failed:
    Invalid type for parameter Tags[0].TagKey, value: None, type: <class 'NoneType'>, valid types: <class 'str'>
    Invalid type for parameter Tags[0].TagValue, value: 1.5, type: <class 'float'>, valid types: <class 'str'>
    """#
  ),
  (
    #"kms list-keys --cli-input-json '{"Limit": 1e3}'"#,
    #"""
    Parameter validation failed:
    Invalid type for parameter Limit, value: 1000.0, type: <class 'float'>, valid types: <class 'int'>
    """#
  ),
  (
    #"s3api delete-objects --bucket b --delete '{"Objects":[{"Key":"a","Size":1.5}]}'"#,
    #"""
    Parameter validation failed:
    Invalid type for parameter Delete.Objects[0].Size, value: 1.5, type: <class 'float'>, valid types: <class 'int'>
    """#
  ),
  (
    #"kms tag-resource --key-id x --tags '["a"]'"#,
    #"""
    Parameter validation failed:
    Invalid type for parameter Tags[0], value: a, type: <class 'str'>, valid types: <class 'dict'>
    """#
  ),
  (
    #"kms tag-resource --key-id x --tags '{"TagKey": "a", "TagValue": "b"}' --key-id ''"#,
    #"""
    Parameter validation failed:
    Invalid length for parameter KeyId, value: 0, valid min length: 1
    """#
  ),
  (
    #"kms tag-resource --key-id x --tags '[{]'"#,
    #"""
    Error parsing parameter '--tags': Invalid JSON: Expecting property name enclosed in double quotes: line 1 column 3 (char 2)
    JSON received: [{]
    """#
  ),
  (
    #"kms tag-resource --key-id x --tags '[1,]'"#,
    #"""
    Error parsing parameter '--tags': Invalid JSON: Expecting value: line 1 column 4 (char 3)
    JSON received: [1,]
    """#
  ),
  (
    #"kms tag-resource --key-id x --tags '[]x'"#,
    #"""
    Error parsing parameter '--tags': Invalid JSON: Extra data: line 1 column 3 (char 2)
    JSON received: []x
    """#
  ),
  (
    #"kms tag-resource --key-id '' --tags '[]'"#,
    #"""
    Parameter validation failed:
    Invalid length for parameter KeyId, value: 0, valid min length: 1
    """#
  ),
  (
    #"kms untag-resource --key-id x --tag-keys '[1, 2]'"#,
    #"""
    Parameter validation failed:
    Invalid type for parameter TagKeys[0], value: 1, type: <class 'int'>, valid types: <class 'str'>
    Invalid type for parameter TagKeys[1], value: 2, type: <class 'int'>, valid types: <class 'str'>
    """#
  ),
  (
    #"kms encrypt --key-id x --plaintext aGk= --encryption-context a"#,
    #"""
    Error parsing parameter '--encryption-context': Expected: '=', received: 'EOF' for input:
    """#
  ),
  (
    #"kms encrypt --key-id x --plaintext aGk= --encryption-context a=1,b"#,
    #"""
    Parameter validation failed:
    Invalid type for parameter EncryptionContext.a, value: ['1', 'b'], type: <class 'list'>, valid types: <class 'str'>
    """#
  ),
  (
    #"kms encrypt --key-id x --plaintext aGk= --encryption-context '{"a": 1}'"#,
    #"""
    Parameter validation failed:
    Invalid type for parameter EncryptionContext.a, value: 1, type: <class 'int'>, valid types: <class 'str'>
    """#
  ),
  (
    #"kms encrypt --key-id x --plaintext aGk= --encryption-context '{"a": ["b"]}'"#,
    #"""
    Parameter validation failed:
    Invalid type for parameter EncryptionContext.a, value: ['b'], type: <class 'list'>, valid types: <class 'str'>
    """#
  ),
  (
    #"kms encrypt --key-id x --plaintext aGk= --encryption-context '["a"]'"#,
    #"""
    Error parsing parameter '--encryption-context': Invalid JSON:
    ["a"]
    """#
  ),
  (
    #"kms encrypt --key-id x --plaintext aGk= --encryption-context a=b,a=c"#,
    #"""
    Error parsing parameter '--encryption-context': Second instance of key "a" encountered for input:
     a=b,a=c
         ^
    This is often because there is a preceding "," instead of a space.
    """#
  ),
  (
    #"kms list-keys --limit x"#,
    #"""
    invalid literal for int() with base 10: 'x'
    """#
  ),
  (
    #"kms list-keys --limit 0"#,
    #"""
    Parameter validation failed:
    Invalid value for parameter Limit, value: 0, valid min value: 1
    """#
  ),
  (
    #"kms list-keys --limit 1.5"#,
    #"""
    invalid literal for int() with base 10: '1.5'
    """#
  ),
  (
    #"s3api put-bucket-lifecycle-configuration --bucket photos --lifecycle-configuration "#
      + "Rules=[{Status=Enabled,Expiration={Days=soon}}]",
    #"""
    invalid literal for int() with base 10: 'soon'
    """#
  ),
  (
    #"kms list-keys --cli-input-json '{"Limit": "3"}'"#,
    #"""
    Parameter validation failed:
    Invalid type for parameter Limit, value: 3, type: <class 'str'>, valid types: <class 'int'>
    """#
  ),
  (
    #"kms list-keys --cli-input-json '{"Limits": 3}'"#,
    #"""
    Parameter validation failed:
    Unknown parameter in input: "Limits", must be one of: Limit, Marker
    """#
  ),
  (
    #"kms list-keys --cli-input-json '{"Limit": null}'"#,
    #"""
    Parameter validation failed:
    Invalid type for parameter Limit, value: None, type: <class 'NoneType'>, valid types: <class 'int'>
    """#
  ),
  (
    #"kms list-keys --cli-input-json '{"Marker": 3}'"#,
    #"""
    Parameter validation failed:
    Invalid type for parameter Marker, value: 3, type: <class 'int'>, valid types: <class 'str'>
    """#
  ),
  (
    #"kms describe-key --cli-input-json '{}'"#,
    #"""
    Parameter validation failed:
    Missing required parameter in input: "KeyId"
    """#
  ),
  (
    #"kms describe-key --cli-input-json '{"KeyId": ["a"]}'"#,
    #"""
    Parameter validation failed:
    Invalid type for parameter KeyId, value: ['a'], type: <class 'list'>, valid types: <class 'str'>
    """#
  ),
  (
    #"kms describe-key --cli-input-json '{"KeyId": {"a": "b"}}'"#,
    #"""
    Parameter validation failed:
    Invalid type for parameter KeyId, value: {'a': 'b'}, type: <class 'dict'>, valid types: <class 'str'>
    """#
  ),
  (
    #"kms create-key --cli-input-json '{"Tags": [{"TagKey": "a"}]}'"#,
    #"""
    Parameter validation failed:
    Missing required parameter in Tags[0]: "TagValue"
    """#
  ),
  (
    #"kms create-key --cli-input-json '{"Tags": "a"}'"#,
    #"""
    Parameter validation failed:
    Invalid type for parameter Tags, value: a, type: <class 'str'>, valid types: <class 'list'>, <class 'tuple'>
    """#
  ),
  (
    #"kms create-key --cli-input-json '{"BypassPolicyLockoutSafetyCheck": "yes"}'"#,
    #"""
    Parameter validation failed:
    Invalid type for parameter BypassPolicyLockoutSafetyCheck, value: yes, type: <class 'str'>, valid types: <class 'bool'>
    """#
  ),
  (
    #"kms create-key --policy ''"#,
    #"""
    Parameter validation failed:
    Invalid length for parameter Policy, value: 0, valid min length: 1
    """#
  ),
  (
    #"kms enable-key-rotation --key-id x --rotation-period-in-days 89"#,
    #"""
    Parameter validation failed:
    Invalid value for parameter RotationPeriodInDays, value: 89, valid min value: 90
    """#
  ),
  (
    #"kms schedule-key-deletion --key-id x --pending-window-in-days 0"#,
    #"""
    Parameter validation failed:
    Invalid value for parameter PendingWindowInDays, value: 0, valid min value: 1
    """#
  ),
  (
    #"kms generate-random --number-of-bytes 0"#,
    #"""
    Parameter validation failed:
    Invalid value for parameter NumberOfBytes, value: 0, valid min value: 1
    """#
  ),
  (
    #"kms list-keys --query 'Keys['"#,
    #"""
    Bad value for --query Keys[: Invalid jmespath expression: Incomplete expression:
    "Keys["
          ^
    """#
  ),
  (
    #"kms describe-key --key-id x --query ''"#,
    #"""
    Bad value for --query : Invalid JMESPath expression: cannot be empty.
    """#
  ),
]
