package import IAM
import Kernel

/// What requests of HMAC, multi-Region and imported keys and of grants tell of condition keys.

extension GenerateMac {
  package static func conditionValues(of request: Request) -> ConditionValues {
    var values = ConditionValues()
    values.add(.macAlgorithm, request.algorithm.rawValue)
    return values
  }
}

extension VerifyMac {
  package static func conditionValues(of request: Request) -> ConditionValues {
    var values = ConditionValues()
    values.add(.macAlgorithm, request.algorithm.rawValue)
    return values
  }
}

extension ReplicateKey {
  package static func conditionValues(of request: Request) -> ConditionValues {
    var values = ConditionValues()
    values.add(.replicaRegion, request.region.text)
    values.add(.bypassPolicyLockoutSafetyCheck, request.bypass ?? false)
    values.add(tags: (request.tags ?? []).map { ($0.key.text, $0.value) })
    return values
  }
}

extension UpdatePrimaryRegion {
  package static func conditionValues(of request: Request) -> ConditionValues {
    var values = ConditionValues()
    values.add(.primaryRegion, request.region.text)
    return values
  }
}

extension GetParametersForImport {
  package static func conditionValues(of request: Request) -> ConditionValues {
    var values = ConditionValues()
    values.add(.wrappingAlgorithm, request.algorithm.rawValue)
    values.add(.wrappingKeySpec, request.wrappingKeySpec.rawValue)
    return values
  }
}

extension ImportKeyMaterial {
  package static func conditionValues(of request: Request) -> ConditionValues {
    var values = ConditionValues()
    values.add(.expirationModel, (request.expirationModel ?? .expires).rawValue)
    values.add(.validTo, request.validTo?.description)
    return values
  }
}

extension CreateGrant {
  package static func conditionValues(of request: Request) -> ConditionValues {
    let constraints = request.constraints
    var values = ConditionValues()
    values.add(.grantOperations, all: request.operations.map(\.rawValue))
    values.add(.granteePrincipal, request.grantee.text)
    values.add(.retiringPrincipal, request.retiring?.text)
    if constraints?.equals != nil {
      values.add(.grantConstraintType, "EncryptionContextEquals")
    } else if constraints?.subset != nil {
      values.add(.grantConstraintType, "EncryptionContextSubset")
    }
    values.add(constraints?.equals ?? constraints?.subset)
    return values
  }
}
