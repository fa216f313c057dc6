package rule

// What fails or may fail at deployment, whoever signs in.
const (
	// SecondRoleAttachment is a further role attachment of an identity pool.
	SecondRoleAttachment ID = "second-role-attachment"
	// UnknownProperty is a property that CloudFormation does not know, or a required one that is missing.
	UnknownProperty ID = "unknown-property"
	// InvalidValue is a text that the service does not take.
	InvalidValue ID = "invalid-value"
	// LimitExceeded is more of something than the service takes.
	LimitExceeded ID = "limit-exceeded"
	// QuotaExceeded is more of something than the service takes by default.
	QuotaExceeded ID = "quota-exceeded"
	// RoleNameTooLong is a role name that is too long where the role is used.
	RoleNameTooLong ID = "role-name-too-long"
	// TemplateUnreadable is a template of which the identity pools can't be checked.
	TemplateUnreadable ID = "template-unreadable"
)

var deploymentRules = []Rule{
	{
		ID:         SecondRoleAttachment,
		Title:      "An identity pool has two role attachments",
		Severities: []Severity{Error},
		IsFinding:  true,
		Why:        "An identity pool can have one role attachment. The second one fails at deployment with \"already exists\".",
		Cure:       "Put all roles and role mappings into one role attachment. In the CDK, the pool has one already: add to it.",
		CDK: `pool.AddRoleMappings(&identitypool.IdentityPoolRoleMapping{
	ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPool(userPool, client),
	UseToken:    jsii.Bool(true),
})`,
		CloudFormation: `IdentityPoolRoles:
  Type: AWS::Cognito::IdentityPoolRoleAttachment
  Properties:
    IdentityPoolId: !Ref IdentityPool
    Roles:
      authenticated: !GetAtt Users.Arn
    RoleMappings:
      WebApp:
        IdentityProvider: !Sub "${UserPool.ProviderName}:${Client}"
        Type: Token
        AmbiguousRoleResolution: AuthenticatedRole`,
		Page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cognito-identitypoolroleattachment.html",
	},
	{
		ID:         UnknownProperty,
		Title:      "A property is misspelt or missing",
		Severities: []Severity{Error},
		IsFinding:  true,
		Why: "CloudFormation refuses a property that it doesn't know, and a resource that lacks a required one. Cognito refuses keys of " +
			"`Roles` other than `authenticated` and `unauthenticated`.",
		Cure:           "Write the property as AWS documents it. In the CDK, use the typed properties instead of `AddPropertyOverride`.",
		CDK:            withoutClassicFlowCDK,
		CloudFormation: withoutClassicFlow,
		Page:           "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cognito-identitypool.html",
	},
	{
		ID:         InvalidValue,
		Title:      "AWS doesn't take a value",
		Severities: []Severity{Error},
		IsFinding:  true,
		Why: "A name, key, claim or type has a length, a character or a spelling that AWS doesn't take. " +
			"The deployment fails, or users can't sign in.",
		Cure: "Use a value that the message allows.",
		CDK: `identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), &identitypool.IdentityPoolProps{
	IdentityPoolName: jsii.String("orders production"), // no / and no ! in it
})`,
		CloudFormation: `RoleMappings:
  WebApp:
    IdentityProvider: !Sub "${UserPool.ProviderName}:${Client}"
    Type: Token # or Rules
    AmbiguousRoleResolution: Deny # or AuthenticatedRole; required`,
		Page: "https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_RoleMapping.html",
	},
	{
		ID:         LimitExceeded,
		Title:      "There is more of something than AWS takes",
		Severities: []Severity{Error},
		IsFinding:  true,
		Why: "The deployment fails: Cognito takes 10 public login providers, 1,000 user pool clients, 10 role mappings with 25 rules each, " +
			"and 50 session tags for each provider. No quota can be raised beyond that.",
		Cure: "Combine rules, or let groups carry the roles and use a token mapping: it takes any number of groups.",
		CDK:  groupRoleCDK,
		CloudFormation: `RoleMappings:
  WebApp: # the roles of all groups, instead of a rule for each
    IdentityProvider: !Sub "${UserPool.ProviderName}:${Client}"
    Type: Token
    AmbiguousRoleResolution: Deny`,
		Page: pageOfQuotas,
	},
	{
		ID:         QuotaExceeded,
		Title:      "There are more user pool clients than the default quota allows",
		Severities: []Severity{Warning},
		IsWarning:  true,
		Why: "An identity pool takes 50 user pool clients by default, and up to 1,000 where AWS has raised the quota. " +
			"The deployment fails in an account with the default quota.",
		Cure: "Ask AWS to raise the quota before you deploy, and acknowledge the warning then. Or share clients between apps.",
		CDK: `awscdk.Annotations_Of(pool).AcknowledgeWarning(
	jsii.String("identitypool:quota-exceeded"), jsii.String("our quota is 200"))`,
		CloudFormation: `CognitoIdentityProviders:
  - ProviderName: !GetAtt UserPool.ProviderName
    ClientId: !Ref SharedClient # one for several apps`,
		Page: pageOfQuotas,
	},
	{
		ID:         RoleNameTooLong,
		Title:      "A role's name may be too long for its region",
		Severities: []Severity{Warning},
		Uncertain:  "Always: the names are generated when the stack is deployed.",
		IsWarning:  true,
		Why: "In AWS GovCloud (US-East), getting credentials may fail for a role whose name has more than 20 characters. The names that " +
			"CloudFormation generates are longer.",
		Cure: "Give the roles short names, or supply roles that have such names.",
		CDK: `identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), &identitypool.IdentityPoolProps{
	AuthenticatedRoleProps:    &awsiam.RoleProps{RoleName: jsii.String("shop-users")},
	CreateUnauthenticatedRole: jsii.Bool(false),
})`,
		CloudFormation: `Users:
  Type: AWS::IAM::Role
  Properties:
    RoleName: shop-users`,
		Page: pageOfGovCloud,
	},
	{
		ID:         TemplateUnreadable,
		Title:      "A template can't be checked",
		Severities: []Severity{Error, Warning},
		Uncertain:  "Where an identity pool depends on open conditions that allow more than 64 deployments: it is not checked then.",
		IsFinding:  true,
		Why: "The template is no CloudFormation template, or something that an identity pool depends on has a form that CloudFormation refuses. " +
			"Nothing can be said about who gets which role.",
		Cure: "Correct what the message names. In the CDK, look for an override that gives a property another form than CloudFormation has.",
		CDK: `// A map, not a list.
pool.Node().DefaultChild().(awscdk.CfnResource).AddPropertyOverride(
	jsii.String("SupportedLoginProviders"), map[string]any{"graph.facebook.com": "7346241598935552"})`,
		CloudFormation: `Resources:
  IdentityPool:
    Type: AWS::Cognito::IdentityPool
    Properties:
      AllowUnauthenticatedIdentities: false
      SupportedLoginProviders: # a map, not a list
        graph.facebook.com: "7346241598935552"`,
		Page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html",
	},
}
