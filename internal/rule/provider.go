package rule

// What names a provider, and what is for one.
const (
	// ProviderNameInvalid is a user pool or provider that the identity pool names as the service does not.
	ProviderNameInvalid ID = "provider-name-invalid"
	// MappedProviderMissing is a role mapping for a provider that the identity pool does not have.
	MappedProviderMissing ID = "mapped-provider-missing"
	// TaggedProviderMissing is a principal tag mapping for a provider that the identity pool does not have.
	TaggedProviderMissing ID = "tagged-provider-missing"
	// ProviderMappedTwice is a second role mapping for a provider.
	ProviderMappedTwice ID = "provider-mapped-twice"
	// TagsWithDefaults is a principal tag mapping with tags and with the default tags.
	TagsWithDefaults ID = "tags-with-defaults"
	// ProviderNotInRegion is a provider that is not available where the identity pool is.
	ProviderNotInRegion ID = "provider-not-in-region"
	// SecretInPlainText is a Twitter consumer secret that can be read in the template.
	SecretInPlainText ID = "secret-in-plain-text"
)

var providerRules = []Rule{
	{
		ID:         ProviderNameInvalid,
		Title:      "The identity pool names a provider wrongly",
		Severities: []Severity{Error},
		IsFinding:  true,
		IsWarning:  true,
		Why: "It names a user pool by its id, ARN or URL, by a host and an id of two regions, with a client of another user pool, " +
			"or an IAM provider by an ARN with a region. AWS refuses it at deployment, or nobody can sign in with it.",
		Cure: "Name a user pool by its `ProviderName` attribute, and OpenID Connect and SAML providers by their ARN in IAM, " +
			"which has no region.",
		CDK: `pool.AddUserPoolAuthentication(identitypool.NewUserPoolAuthenticationProvider(
	&identitypool.UserPoolAuthenticationProviderProps{UserPool: userPool, UserPoolClient: client},
))`,
		CloudFormation: `CognitoIdentityProviders:
  - ProviderName: !GetAtt UserPool.ProviderName # not Ref, Arn or ProviderURL
    ClientId: !Ref Client`,
		Page: pageOfUserPools,
	},
	{
		ID:         MappedProviderMissing,
		Title:      "A role mapping is for a provider that the identity pool doesn't have",
		Severities: []Severity{Error},
		IsFinding:  true,
		IsWarning:  true,
		Why: "AWS refuses the role mapping at deployment: \"is not a valid RoleMapping ProviderName or is not a configured provider\". " +
			"It does so for a user pool with another client id, and for every developer provider.",
		Cure: "Add the provider to the identity pool, or name one that it has: a user pool as `<provider name>:<client id>`, a login by its " +
			"host name, OpenID Connect and SAML providers by their ARN.",
		CDK: `pool.AddRoleMappings(&identitypool.IdentityPoolRoleMapping{
	ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPool(userPool, client), // the client that the pool has
	UseToken:    jsii.Bool(true),
})`,
		CloudFormation: groupRole,
		Page:           "https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetIdentityPoolRoles.html",
	},
	{
		ID:         TaggedProviderMissing,
		Title:      "A tag mapping is for a provider that the identity pool doesn't have",
		Severities: []Severity{Error},
		IsFinding:  true,
		IsWarning:  true,
		Why: "AWS refuses the principal tag mapping at deployment, or its tags are never set. A user pool has no client id here, and a developer " +
			"provider passes its tags with each call instead.",
		Cure: "Add the provider to the identity pool, or name one that it has: a user pool by its `ProviderName`, the others as in role mappings.",
		CDK: `pool.AddPrincipalTagMappings(&identitypool.IdentityPoolPrincipalTagMapping{
	ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPool(userPool, client),
	Tags:        &map[string]*string{"tenant": jsii.String("custom:tenant")},
})`,
		CloudFormation: `Tags:
  Type: AWS::Cognito::IdentityPoolPrincipalTag
  Properties:
    IdentityPoolId: !Ref IdentityPool
    IdentityProviderName: !GetAtt UserPool.ProviderName
    PrincipalTags: {tenant: "custom:tenant"}`,
		Page: pageOfTags,
	},
	{
		ID:         ProviderMappedTwice,
		Title:      "A provider has two role mappings",
		Severities: []Severity{Error},
		IsFinding:  true,
		Why: "A provider can have one role mapping, whatever the keys are called. With two, the deployment fails, or users get roles by one of " +
			"them only.",
		Cure: "Put all that is for one provider into one role mapping.",
		CDK: `pool.AddRoleMappings(&identitypool.IdentityPoolRoleMapping{
	ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPool(userPool, client),
	Rules: &[]*identitypool.RoleMappingRule{
		{Claim: jsii.String("custom:team"), ClaimValue: jsii.String("leads"), MappedRole: leads},
		{Claim: jsii.String("custom:team"), ClaimValue: jsii.String("sales"), MappedRole: role},
	},
})`,
		CloudFormation: `RoleMappings:
  WebApp: # one entry for each IdentityProvider
    IdentityProvider: !Sub "${UserPool.ProviderName}:${Client}"
    Type: Rules
    AmbiguousRoleResolution: Deny
    RulesConfiguration:
      Rules:
        - {Claim: "custom:team", MatchType: Equals, Value: leads, RoleARN: !GetAtt Leads.Arn}
        - {Claim: "custom:team", MatchType: Equals, Value: sales, RoleARN: !GetAtt Sales.Arn}`,
		Page: pageOfMappings,
	},
	{
		ID:         TagsWithDefaults,
		Title:      "A tag mapping has tags and the default tags",
		Severities: []Severity{Warning},
		Uncertain:  "Always: AWS doesn't document which of the two counts.",
		IsWarning:  true,
		Why: "What AWS makes of both together is not documented. A policy that relies on one of your tags may find it missing, or find another " +
			"value in it.",
		Cure: "List all tags that you need, or use the defaults alone.",
		CDK: `pool.AddPrincipalTagMappings(&identitypool.IdentityPoolPrincipalTagMapping{
	ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPool(userPool, client),
	Tags: &map[string]*string{
		"username": jsii.String("sub"), // as the defaults have it
		"client":   jsii.String("aud"),
		"tenant":   jsii.String("custom:tenant"),
	},
})`,
		CloudFormation: `Tags:
  Type: AWS::Cognito::IdentityPoolPrincipalTag
  Properties:
    IdentityPoolId: !Ref IdentityPool
    IdentityProviderName: !GetAtt UserPool.ProviderName
    PrincipalTags: {username: sub, client: aud, tenant: "custom:tenant"} # without UseDefaults`,
		Page: "https://docs.aws.amazon.com/cognito/latest/developerguide/provider-mappings.html",
	},
	{
		ID:         ProviderNotInRegion,
		Title:      "A provider is not available in the region",
		Severities: []Severity{Warning},
		IsWarning:  true,
		Why: "In China (Beijing) there are identity pools, but no user pools, and no sign-in with Facebook or Twitter. " +
			"AWS refuses such a provider, or nobody can sign in with it.",
		Cure: "Let users sign in through an OpenID Connect or SAML provider.",
		CDK: `identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), &identitypool.IdentityPoolProps{
	AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
		OpenIdConnectProviders: &[]interfacesawsiam.IOIDCProviderRef{oidcProvider},
	},
})`,
		CloudFormation: `IdentityPool:
  Type: AWS::Cognito::IdentityPool
  Properties:
    AllowUnauthenticatedIdentities: false
    OpenIdConnectProviderARNs: [!Ref OpenIdConnectProvider]`,
		Page: "https://docs.amazonaws.cn/en_us/aws/latest/userguide/cognito.html",
	},
	{
		ID:         SecretInPlainText,
		Title:      "The consumer secret of Twitter is in the template",
		Severities: []Severity{Warning},
		IsFinding:  true,
		IsWarning:  true,
		Why: "Whoever may read the template, in the repository, in the build or in CloudFormation, has the secret. With it they can ask " +
			"Twitter for tokens in the name of your app.",
		Cure: "Keep it in AWS Secrets Manager and refer to it there. Have Twitter make a new one, for the old one is known.",
		CDK: `identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), &identitypool.IdentityPoolProps{
	AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
		Twitter: &identitypool.IdentityPoolTwitterLoginProvider{
			ConsumerKey:    jsii.String("my-twitter-id"),
			ConsumerSecret: awscdk.SecretValue_SecretsManager(jsii.String("twitter"), nil).UnsafeUnwrap(),
		},
	},
})`,
		CloudFormation: `SupportedLoginProviders:
  api.twitter.com: my-twitter-id;{{resolve:secretsmanager:twitter}}`,
		Page: "https://docs.aws.amazon.com/cognito/latest/developerguide/external-identity-providers.html",
	},
}
