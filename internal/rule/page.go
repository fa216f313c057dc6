package rule

// Pages of AWS that several rules are about.
const (
	pageOfTrust      = "https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html"
	pageOfRoles      = "https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html"
	pageOfMappings   = "https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html"
	pageOfTags       = "https://docs.aws.amazon.com/cognito/latest/developerguide/attributes-for-access-control.html"
	pageOfFlows      = "https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html"
	pageOfAttributes = "https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html"
	pageOfUserPools  = "https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CognitoIdentityProvider.html"
	pageOfQuotas     = "https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html"
	pageOfGovCloud   = "https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-cog.html"
)
