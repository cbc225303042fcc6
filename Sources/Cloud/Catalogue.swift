package import Access
import IAM
import KMS
package import Kernel
import S3

/// An operation of any service, as command line, help and wire know it.
///
/// A class, since it never changes: each call hands it on, and a copy of all that it holds would
/// cost as much as a decision.
package final class AnyOperation: Sendable {
  /// The service.
  package let service: Service
  /// The operation's name.
  package let name: String
  /// The name on the command line: `list-keys`.
  package let commandName: String
  /// One sentence.
  package let summary: String
  /// The request's members in the model's order.
  package let members: [MemberDescription]
  /// The response's members in the model's order; their names and whether they are secret.
  package let results: [ResultDescription]
  /// Whether it can change anything.
  package let effect: Effect
  /// The actions that a caller may need.
  package let permissions: [String]
  /// AWS's codes of the refusals that are its own.
  package let errors: [String]
  /// AWS's codes of the refusals that any call of its service can get.
  package let commonErrors: [String]
  /// How the answer comes page by page.
  package let paging: Paging?
  let perform: @Sendable (inout World, Document, Call) -> Outcome
  /// Reads a request and writes it again: what the operation understood of it.
  package let roundTrip: @Sendable (Document) -> Swift.Result<Document, InvalidRequest>

  /// Wraps an operation and the place of its state.
  convenience init<O: APIOperation>(
    _ operation: O.Type, _ state: any WritableKeyPath<Storage, O.State> & Sendable
  ) {
    self.init(operation) { world, document, call throws(Refusal<O.Failure>) in
      try world.environment.perform(
        operation, document, on: &world.storage[keyPath: state], as: call)
    }
  }

  /// Wraps an operation of a service that keeps nothing outside of the environment.
  convenience init<O: APIOperation>(_ operation: O.Type) where O.State == Void {
    self.init(operation) { world, document, call throws(Refusal<O.Failure>) in
      var nothing: Void = ()
      return try world.environment.perform(operation, document, on: &nothing, as: call)
    }
  }

  private init<O: APIOperation>(
    _ operation: O.Type,
    _ run:
      @escaping @Sendable (inout World, Document, Call) throws(Refusal<O.Failure>) ->
      O.Response
  ) {
    service = O.service
    name = O.name
    commandName = kebabCase(O.name)
    summary = O.summary
    let members =
      O.modelOrder.isEmpty ? O.request.members : O.request.members.inOrder(O.modelOrder)
    self.members = members
    results = O.response.members
    effect = O.effect
    permissions = O.permissions
    errors = O.errors
    commonErrors = [O.Failure.denialCode, O.Failure.validationCode]
    paging = O.paging
    perform = { world, document, call in
      do throws(Refusal<O.Failure>) {
        return .success(O.response.document(try run(&world, document, call)))
      } catch {
        return .failure(CallFailure(O.wire(error), error.cause))
      }
    }
    roundTrip = { document in
      do throws(InvalidRequest) {
        let written = O.request.document(try O.request.decode(document))
        return .success(written.members.map { .object($0.inOrder(of: members)) } ?? written)
      } catch {
        return .failure(error)
      }
    }
  }

  /// Whether the command line writes a part of the answer into a file.
  package var hasStream: Bool { results.contains(where: \.isStream) }

  /// The members of the answer but for a stream, as the tables describe members.
  package var resultMembers: [MemberDescription] {
    results.filter { !$0.isStream }.map {
      MemberDescription(result: $0.name, $0.type, $0.isSensitive)
    }
  }
}

/// Every operation of the cloud.
package enum Catalogue {
  /// The operations, by service and then by name.
  package static let operations: [AnyOperation] =
    [
      AnyOperation(CancelKeyDeletion.self, \.kms),
      AnyOperation(ConnectCustomKeyStore.self, \.kms),
      AnyOperation(CreateAlias.self, \.kms),
      AnyOperation(CreateCustomKeyStore.self, \.kms),
      AnyOperation(CreateGrant.self, \.kms),
      AnyOperation(CreateKey.self, \.kms),
      AnyOperation(Decrypt.self, \.kms),
      AnyOperation(DeleteAlias.self, \.kms),
      AnyOperation(DeleteCustomKeyStore.self, \.kms),
      AnyOperation(DeleteImportedKeyMaterial.self, \.kms),
      AnyOperation(DeriveSharedSecret.self, \.kms),
      AnyOperation(DescribeCustomKeyStores.self, \.kms),
      AnyOperation(DescribeKey.self, \.kms),
      AnyOperation(DisableKey.self, \.kms),
      AnyOperation(DisableKeyRotation.self, \.kms),
      AnyOperation(DisconnectCustomKeyStore.self, \.kms),
      AnyOperation(EnableKey.self, \.kms),
      AnyOperation(EnableKeyRotation.self, \.kms),
      AnyOperation(Encrypt.self, \.kms),
      AnyOperation(GenerateDataKey.self, \.kms),
      AnyOperation(GenerateDataKeyPair.self, \.kms),
      AnyOperation(GenerateDataKeyPairWithoutPlaintext.self, \.kms),
      AnyOperation(GenerateDataKeyWithoutPlaintext.self, \.kms),
      AnyOperation(GenerateMac.self, \.kms),
      AnyOperation(GenerateRandom.self, \.kms),
      AnyOperation(GetKeyLastUsage.self, \.kms),
      AnyOperation(GetKeyPolicy.self, \.kms),
      AnyOperation(GetKeyRotationStatus.self, \.kms),
      AnyOperation(GetParametersForImport.self, \.kms),
      AnyOperation(GetPublicKey.self, \.kms),
      AnyOperation(ImportKeyMaterial.self, \.kms),
      AnyOperation(ListAliases.self, \.kms),
      AnyOperation(ListGrants.self, \.kms),
      AnyOperation(ListKeyPolicies.self, \.kms),
      AnyOperation(ListKeyRotations.self, \.kms),
      AnyOperation(ListKeys.self, \.kms),
      AnyOperation(ListResourceTags.self, \.kms),
      AnyOperation(ListRetirableGrants.self, \.kms),
      AnyOperation(PutKeyPolicy.self, \.kms),
      AnyOperation(ReEncrypt.self, \.kms),
      AnyOperation(ReplicateKey.self, \.kms),
      AnyOperation(RetireGrant.self, \.kms),
      AnyOperation(RevokeGrant.self, \.kms),
      AnyOperation(RotateKeyOnDemand.self, \.kms),
      AnyOperation(ScheduleKeyDeletion.self, \.kms),
      AnyOperation(Sign.self, \.kms),
      AnyOperation(TagResource.self, \.kms),
      AnyOperation(UntagResource.self, \.kms),
      AnyOperation(UpdateAlias.self, \.kms),
      AnyOperation(UpdateCustomKeyStore.self, \.kms),
      AnyOperation(UpdateKeyDescription.self, \.kms),
      AnyOperation(UpdatePrimaryRegion.self, \.kms),
      AnyOperation(Verify.self, \.kms),
      AnyOperation(VerifyMac.self, \.kms),
      AnyOperation(AbortMultipartUpload.self, \.self),
      AnyOperation(CompleteMultipartUpload.self, \.self),
      AnyOperation(CopyObject.self, \.self),
      AnyOperation(CreateBucket.self, \.self),
      AnyOperation(CreateMultipartUpload.self, \.self),
      AnyOperation(DeleteBucket.self, \.self),
      AnyOperation(DeleteBucketEncryption.self, \.self),
      AnyOperation(DeleteBucketLifecycle.self, \.self),
      AnyOperation(DeleteBucketPolicy.self, \.self),
      AnyOperation(DeleteBucketTagging.self, \.self),
      AnyOperation(DeleteObject.self, \.self),
      AnyOperation(DeleteObjectTagging.self, \.self),
      AnyOperation(DeleteObjects.self, \.self),
      AnyOperation(DeletePublicAccessBlock.self, \.self),
      AnyOperation(GetBucketAccelerateConfiguration.self, \.self),
      AnyOperation(GetBucketAcl.self, \.self),
      AnyOperation(GetBucketCors.self, \.self),
      AnyOperation(GetBucketEncryption.self, \.self),
      AnyOperation(GetBucketLifecycleConfiguration.self, \.self),
      AnyOperation(GetBucketLocation.self, \.self),
      AnyOperation(GetBucketLogging.self, \.self),
      AnyOperation(GetBucketNotificationConfiguration.self, \.self),
      AnyOperation(GetBucketOwnershipControls.self, \.self),
      AnyOperation(GetBucketPolicy.self, \.self),
      AnyOperation(GetBucketPolicyStatus.self, \.self),
      AnyOperation(GetBucketReplication.self, \.self),
      AnyOperation(GetBucketRequestPayment.self, \.self),
      AnyOperation(GetBucketTagging.self, \.self),
      AnyOperation(GetBucketVersioning.self, \.self),
      AnyOperation(GetBucketWebsite.self, \.self),
      AnyOperation(GetObject.self, \.self),
      AnyOperation(GetObjectAcl.self, \.self),
      AnyOperation(GetObjectAttributes.self, \.self),
      AnyOperation(GetObjectLegalHold.self, \.self),
      AnyOperation(GetObjectLockConfiguration.self, \.self),
      AnyOperation(GetObjectRetention.self, \.self),
      AnyOperation(GetObjectTagging.self, \.self),
      AnyOperation(GetPublicAccessBlock.self, \.self),
      AnyOperation(HeadBucket.self, \.self),
      AnyOperation(HeadObject.self, \.self),
      AnyOperation(ListBuckets.self, \.self),
      AnyOperation(ListMultipartUploads.self, \.self),
      AnyOperation(ListObjectVersions.self, \.self),
      AnyOperation(ListObjects.self, \.self),
      AnyOperation(ListObjectsV2.self, \.self),
      AnyOperation(ListParts.self, \.self),
      AnyOperation(PutBucketAcl.self, \.self),
      AnyOperation(PutBucketEncryption.self, \.self),
      AnyOperation(PutBucketLifecycleConfiguration.self, \.self),
      AnyOperation(PutBucketOwnershipControls.self, \.self),
      AnyOperation(PutBucketPolicy.self, \.self),
      AnyOperation(PutBucketTagging.self, \.self),
      AnyOperation(PutBucketVersioning.self, \.self),
      AnyOperation(PutObject.self, \.self),
      AnyOperation(PutObjectAcl.self, \.self),
      AnyOperation(PutObjectLegalHold.self, \.self),
      AnyOperation(PutObjectLockConfiguration.self, \.self),
      AnyOperation(PutObjectRetention.self, \.self),
      AnyOperation(PutObjectTagging.self, \.self),
      AnyOperation(PutPublicAccessBlock.self, \.self),
      AnyOperation(UpdateObjectEncryption.self, \.self),
      AnyOperation(UploadPart.self, \.self),
      AnyOperation(UploadPartCopy.self, \.self),
      AnyOperation(DeleteAccountPublicAccessBlock.self, \.self),
      AnyOperation(GetAccountPublicAccessBlock.self, \.self),
      AnyOperation(PutAccountPublicAccessBlock.self, \.self),
      AnyOperation(LookupEvents.self),
    ] + ofIdentities

  /// The operations of a service.
  package static func operations(of service: Service) -> [AnyOperation] {
    operations.filter { $0.service == service }
  }

  /// The operation of a name on the command line.
  package static func operation(_ service: Service, command: String) -> AnyOperation? {
    operations.first { $0.service == service && $0.commandName == command }
  }

  /// The refusal of an operation that AWS has and this cloud has not; `nil` for a name of neither.
  package static func refusal(
    _ service: Service, command: String
  ) -> (name: String, error: WireError)? {
    guard
      let refused = refused.first(where: { $0.service == service && $0.command == command })
    else { return nil }
    return (refused.name, refused.error)
  }

  /// The names on the command line of a service's operations that this cloud has not.
  package static func refusedCommands(of service: Service) -> [String] {
    refused.filter { $0.service == service }.map(\.command)
  }

  private static let refused: [Refused] =
    NotSimulatedByS3.names.map { Refused(.s3, $0, NotSimulatedByS3.refusal($0).wire) }
    + NotSimulatedByS3Control.names.map {
      Refused(.s3control, $0, NotSimulatedByS3Control.refusal.wire)
    }
    + NotSimulatedByIAM.names.map { Refused(.iam, $0, NotSimulatedByIAM.refusal($0).wire) }
    + NotSimulatedBySTS.names.map { Refused(.sts, $0, NotSimulatedBySTS.refusal.wire) }
    + NotSimulatedByCloudTrail.names.map {
      Refused(.cloudtrail, $0, NotSimulatedByCloudTrail.refusal.wire)
    }

  /// An operation that is refused.
  private struct Refused {
    let service: Service
    let name: String
    let command: String
    let error: WireError

    init(_ service: Service, _ name: String, _ error: WireError) {
      self.service = service
      self.name = name
      self.error = error
      command = kebabCase(name)
    }
  }

  /// The operation of a name; of those that two services have, that of S3 where none is named.
  package static func operation(_ name: String, of service: Service? = nil) -> AnyOperation? {
    operations.first { $0.name == name && service ?? $0.service == $0.service }
  }
}

extension [MemberDescription] {
  /// The members in the order of their names in a list.
  fileprivate func inOrder(_ names: [Substring]) -> [MemberDescription] {
    let described = names.compactMap { name in first { $0.name == name } }
    precondition(described.count == count, "the model's order names every member once")
    return described
  }
}

extension DocumentObject {
  /// The members in the order in which an operation has them.
  fileprivate func inOrder(of members: [MemberDescription]) -> DocumentObject {
    DocumentObject(members.compactMap { member in self[member.name].map { (member.name, $0) } })
  }
}
