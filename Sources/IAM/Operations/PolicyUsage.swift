import Access
import Kernel

/// What a managed policy is used for.
package enum PolicyUsage: String, EnumerationValue {
  case permissionsPolicy = "PermissionsPolicy"
  case permissionsBoundary = "PermissionsBoundary"
}
