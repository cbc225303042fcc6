import Access

/// The operations of IAM and STS that AWS has and this program has not, with what it has instead.
package enum NotSimulatedByIAM {
  private static let groups: [(word: String, names: [String])] = [
    (
      "passwords, the console's sign-in and MFA devices",
      [
        "ChangePassword", "CreateLoginProfile", "CreateVirtualMFADevice", "DeactivateMFADevice",
        "DeleteAccountPasswordPolicy", "DeleteLoginProfile", "DeleteVirtualMFADevice",
        "EnableMFADevice", "GetAccountPasswordPolicy", "GetLoginProfile", "GetMFADevice",
        "ListMFADeviceTags", "ListMFADevices", "ListVirtualMFADevices", "ResyncMFADevice",
        "TagMFADevice", "UntagMFADevice", "UpdateAccountPasswordPolicy", "UpdateLoginProfile",
      ]
    ),
    (
      "identity providers",
      [
        "AddClientIDToOpenIDConnectProvider", "CreateOpenIDConnectProvider", "CreateSAMLProvider",
        "DeleteOpenIDConnectProvider", "DeleteSAMLProvider", "GetOpenIDConnectProvider",
        "GetSAMLProvider", "ListOpenIDConnectProviderTags", "ListOpenIDConnectProviders",
        "ListSAMLProviderTags", "ListSAMLProviders", "RemoveClientIDFromOpenIDConnectProvider",
        "TagOpenIDConnectProvider", "TagSAMLProvider", "UntagOpenIDConnectProvider",
        "UntagSAMLProvider", "UpdateOpenIDConnectProviderThumbprint", "UpdateSAMLProvider",
      ]
    ),
    (
      "instance profiles",
      [
        "AddRoleToInstanceProfile", "CreateInstanceProfile", "DeleteInstanceProfile",
        "GetInstanceProfile", "ListInstanceProfileTags", "ListInstanceProfiles",
        "ListInstanceProfilesForRole", "RemoveRoleFromInstanceProfile", "TagInstanceProfile",
        "UntagInstanceProfile",
      ]
    ),
    (
      "certificates and keys of services",
      [
        "CreateServiceSpecificCredential", "DeleteSSHPublicKey", "DeleteServerCertificate",
        "DeleteServiceSpecificCredential", "DeleteSigningCertificate", "GetSSHPublicKey",
        "GetServerCertificate", "ListSSHPublicKeys", "ListServerCertificateTags",
        "ListServerCertificates", "ListServiceSpecificCredentials", "ListSigningCertificates",
        "ResetServiceSpecificCredential", "TagServerCertificate", "UntagServerCertificate",
        "UpdateSSHPublicKey", "UpdateServerCertificate", "UpdateServiceSpecificCredential",
        "UpdateSigningCertificate", "UploadSSHPublicKey", "UploadServerCertificate",
        "UploadSigningCertificate",
      ]
    ),
    (
      "service-linked roles",
      [
        "CreateServiceLinkedRole", "DeleteServiceLinkedRole",
        "GetServiceLinkedRoleDeletionStatus",
      ]
    ),
    (
      "organisations, delegation and root access of members",
      [
        "AcceptDelegationRequest", "AssociateDelegationRequest", "CreateDelegationRequest",
        "DisableOrganizationsRootCredentialsManagement", "DisableOrganizationsRootSessions",
        "DisableOutboundWebIdentityFederation", "EnableOrganizationsRootCredentialsManagement",
        "EnableOrganizationsRootSessions", "EnableOutboundWebIdentityFederation",
        "GenerateOrganizationsAccessReport", "GetDelegationRequest",
        "GetOrganizationsAccessReport", "GetOutboundWebIdentityFederationInfo",
        "ListDelegationRequests", "ListOrganizationsFeatures", "RejectDelegationRequest",
        "SendDelegationToken", "UpdateDelegationRequest",
      ]
    ),
    (
      "reports of access; who-can and explain answer such questions",
      [
        "GenerateCredentialReport", "GenerateServiceLastAccessedDetails", "GetAccessKeyLastUsed",
        "GetAccountAuthorizationDetails", "GetAccountSummary", "GetContextKeysForCustomPolicy",
        "GetContextKeysForPrincipalPolicy", "GetCredentialReport",
        "GetServiceLastAccessedDetails", "GetServiceLastAccessedDetailsWithEntities",
        "ListPoliciesGrantingServiceAccess",
      ]
    ),
    (
      "the policy simulator; can and explain ask the evaluator itself",
      [
        "SimulateCustomPolicy", "SimulatePrincipalPolicy",
      ]
    ),
    (
      "this part of IAM",
      [
        "CreateAccountAlias", "DeleteAccountAlias", "GetHumanReadableSummary",
        "ListAccountAliases", "SetSecurityTokenServicePreferences", "UpdateGroup",
        "UpdateRoleDescription",
      ]
    ),
  ]

  /// The names of all of them.
  package static let names = groups.flatMap(\.names)

  /// The refusal of one of them, in a plain word.
  package static func refusal(_ name: String) -> IAMFailure {
    let word = groups.first { $0.names.contains(name) }?.word ?? "that"
    return .notSimulated("kmslab does not simulate \(word).")
  }
}

/// The operations of STS that this program has not.
package enum NotSimulatedBySTS {
  /// Their names.
  package static let names = [
    "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity", "AssumeRoot", "DecodeAuthorizationMessage",
    "GetAccessKeyInfo", "GetDelegatedAccessToken", "GetFederationToken", "GetSessionToken",
    "GetWebIdentityToken",
  ]

  /// The refusal of any of them, in a plain word.
  package static let refusal = STSFailure.notSimulated(
    "kmslab simulates AssumeRole and GetCallerIdentity of STS only.")
}
