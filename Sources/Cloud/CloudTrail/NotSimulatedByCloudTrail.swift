import Kernel

/// The operations of CloudTrail that AWS has and this program has not.
enum NotSimulatedByCloudTrail {
  static let names = [
    "AddTags", "CancelQuery", "CreateChannel", "CreateDashboard", "CreateEventDataStore",
    "CreateTrail", "DeleteChannel", "DeleteDashboard", "DeleteEventDataStore",
    "DeleteResourcePolicy", "DeleteTrail", "DeregisterOrganizationDelegatedAdmin", "DescribeQuery",
    "DescribeTrails", "DisableFederation", "EnableFederation", "GenerateQuery", "GetChannel",
    "GetDashboard", "GetEventConfiguration", "GetEventDataStore", "GetEventSelectors", "GetImport",
    "GetInsightSelectors", "GetQueryResults", "GetResourcePolicy", "GetTrail", "GetTrailStatus",
    "ListChannels", "ListDashboards", "ListEventDataStores", "ListImportFailures", "ListImports",
    "ListInsightsData", "ListInsightsMetricData", "ListPublicKeys", "ListQueries", "ListTags",
    "ListTrails", "PutEventConfiguration", "PutEventSelectors", "PutInsightSelectors",
    "PutResourcePolicy", "RegisterOrganizationDelegatedAdmin", "RemoveTags",
    "RestoreEventDataStore", "SearchSampleQueries", "StartDashboardRefresh",
    "StartEventDataStoreIngestion", "StartImport", "StartLogging", "StartQuery",
    "StopEventDataStoreIngestion", "StopImport", "StopLogging", "UpdateChannel", "UpdateDashboard",
    "UpdateEventDataStore", "UpdateTrail",
  ]

  /// The refusal of any of them, in a plain word.
  static let refusal = CloudTrailFailure.notSimulated(
    "kmslab does not simulate trails that are set up; LookupEvents finds every event.")
}
