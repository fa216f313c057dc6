package rule

// Which role a role mapping, or the lack of one, gives.
const (
	// UsersWithoutRole is an identity pool without a role for users to whom no role mapping gives one.
	UsersWithoutRole ID = "users-without-role"
	// GuestsWithoutRole is an identity pool that allows guests and has no role for them.
	GuestsWithoutRole ID = "guests-without-role"
	// ClassicFlowWithRoleMappings is an identity pool that allows the classic flow, which refuses role mappings.
	ClassicFlowWithRoleMappings ID = "classic-flow-with-role-mappings"
	// TokenMappingNeverApplies is a token mapping for a provider whose tokens name no roles.
	TokenMappingNeverApplies ID = "token-mapping-never-applies"
	// RuleNeverApplies is a rule that no token can match, or that comes after one that matches whenever it does.
	RuleNeverApplies ID = "rule-never-applies"
	// RuleOrderBypassed is two rules with different roles that can both match.
	RuleOrderBypassed ID = "rule-order-bypassed" //nolint:gosec // no password, but a word that begins like one
	// ListClaimCompared is a rule that compares a list as if it were a text.
	ListClaimCompared ID = "list-claim-compared"
	// GroupNamePartOfAnother is a rule on a group whose name is part of another group's name.
	GroupNamePartOfAnother ID = "group-name-part-of-another"
	// GroupPrecedenceTie is two groups of equal precedence with different roles.
	GroupPrecedenceTie ID = "group-precedence-tie"
	// GroupRoleUnused is a group's role that no token mapping hands out.
	GroupRoleUnused ID = "group-role-unused"
)

var mappingRules = []Rule{
	{
		ID:         UsersWithoutRole,
		Title:      "There is no role for some signed-in users",
		Severities: []Severity{Error},
		IsFinding:  true,
		IsWarning:  true,
		Why: "Users to whom no role mapping gives a role get the authenticated role, and the identity pool has none. They get an error " +
			"when they ask for credentials.",
		Cure: "Give the identity pool an authenticated role, or map all of its providers and deny whoever matches nothing.",
		CDK:  `pool.SetAuthenticatedRole(role)`,
		CloudFormation: `IdentityPoolRoles:
  Type: AWS::Cognito::IdentityPoolRoleAttachment
  Properties:
    IdentityPoolId: !Ref IdentityPool
    Roles:
      authenticated: !GetAtt Users.Arn`,
		Page: pageOfRoles,
	},
	{
		ID:         GuestsWithoutRole,
		Title:      "Guests are allowed and have no role",
		Severities: []Severity{Error, Warning},
		IsFinding:  true,
		IsWarning:  true,
		Why: "The identity pool gives guests an identity and then has no role for them, so they get an error in the enhanced flow. " +
			"Where the classic flow is allowed, their tokens still work with every role that trusts them.",
		Cure: "Give the identity pool an unauthenticated role, or don't allow guests.",
		CDK: `identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), &identitypool.IdentityPoolProps{
	AllowUnauthenticatedIdentities: jsii.Bool(false),
})`,
		CloudFormation: `IdentityPool:
  Type: AWS::Cognito::IdentityPool
  Properties:
    AllowUnauthenticatedIdentities: false`,
		Page: pageOfRoles,
	},
	{
		ID:         ClassicFlowWithRoleMappings,
		Title:      "The classic flow is allowed, which refuses role mappings",
		Severities: []Severity{Warning},
		IsFinding:  true,
		IsWarning:  true,
		Why: "Users of a provider with a role mapping are refused in the classic flow: \"Basic (classic) flow is not supported with " +
			"RoleMappings, please use enhanced flow.\" " +
			"For all others it may open every role that trusts them, attached to the pool or not; AWS doesn't document whether it does.",
		Cure:           "Set `AllowClassicFlow` to `false` and use the enhanced flow, or do without role mappings.",
		CDK:            withoutClassicFlowCDK,
		CloudFormation: withoutClassicFlow,
		Page:           pageOfFlows,
	},
	{
		ID:         TokenMappingNeverApplies,
		Title:      "A token mapping is for a provider whose tokens name no roles",
		Severities: []Severity{Warning},
		IsFinding:  true,
		IsWarning:  true,
		Why: "Only user pools put roles into their tokens. Users of this provider are treated as if no role had been found: they get " +
			"the authenticated role, or none.",
		Cure: "Choose roles by rules, or leave the role mapping out.",
		CDK: `pool.AddRoleMappings(&identitypool.IdentityPoolRoleMapping{
	ProviderUrl: identitypool.IdentityPoolProviderUrl_GOOGLE(),
	Rules: &[]*identitypool.RoleMappingRule{{
		Claim:      jsii.String("hd"),
		ClaimValue: jsii.String("example.com"),
		MappedRole: role,
	}},
})`,
		CloudFormation: `RoleMappings:
  accounts.google.com:
    Type: Rules
    AmbiguousRoleResolution: Deny
    RulesConfiguration:
      Rules:
        - {Claim: hd, MatchType: Equals, Value: example.com, RoleARN: !GetAtt Colleagues.Arn}`,
		Page: pageOfMappings,
	},
	{
		ID:         RuleNeverApplies,
		Title:      "A rule never applies",
		Severities: []Severity{Warning},
		IsFinding:  true,
		IsWarning:  true,
		Why: "The claim that the rule compares is in no token of the provider, an earlier rule matches whenever this one does and counts " +
			"as the first, or the mapping is of the type Token. Users get another role than the one that was meant for them, which may be a " +
			"more powerful one.",
		Uncertain: "Where rules stand in a mapping of the type Token: AWS doesn't document what becomes of them.",
		Cure: "Put the narrower rule first. Compare a claim that there is: of Amazon and Facebook only `iss`, `aud` and `sub`, of a user " +
			"pool a custom attribute only if its schema has it.",
		CDK: `pool.AddRoleMappings(&identitypool.IdentityPoolRoleMapping{
	ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPool(userPool, client),
	Rules: &[]*identitypool.RoleMappingRule{
		{Claim: jsii.String("custom:team"), ClaimValue: jsii.String("sales-lead"), MappedRole: leads},
		{
			Claim:      jsii.String("custom:team"),
			ClaimValue: jsii.String("sales"),
			MatchType:  identitypool.RoleMappingMatchType_STARTS_WITH,
			MappedRole: role,
		},
	},
})`,
		CloudFormation: `RulesConfiguration:
  Rules: # the narrower one first
    - {Claim: "custom:team", MatchType: Equals, Value: sales-lead, RoleARN: !GetAtt Leads.Arn}
    - {Claim: "custom:team", MatchType: StartsWith, Value: sales, RoleARN: !GetAtt Sales.Arn}`,
		Page: pageOfMappings,
	},
	{
		ID:         RuleOrderBypassed,
		Title:      "An app may choose between the roles of two rules",
		Severities: []Severity{Note},
		IsFinding:  true,
		Why: "Two rules with different roles can match the same token. The first one counts, but a user who names the other rule's role as " +
			"`CustomRoleArn` when they ask for credentials gets that one.",
		Cure: "Don't rely on the order of rules. Let no two of them match the same user, for example by comparing one claim with `Equals`.",
		CDK: `pool.AddRoleMappings(&identitypool.IdentityPoolRoleMapping{
	ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPool(userPool, client),
	Rules: &[]*identitypool.RoleMappingRule{
		{Claim: jsii.String("custom:level"), ClaimValue: jsii.String("admin"), MappedRole: leads},
		{Claim: jsii.String("custom:level"), ClaimValue: jsii.String("user"), MappedRole: role},
	},
})`,
		CloudFormation: `RulesConfiguration:
  Rules:
    - {Claim: "custom:level", MatchType: Equals, Value: admin, RoleARN: !GetAtt Admins.Arn}
    - {Claim: "custom:level", MatchType: Equals, Value: user, RoleARN: !GetAtt Users.Arn}`,
		Page: "https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetCredentialsForIdentity.html",
	},
	{
		ID:         ListClaimCompared,
		Title:      "A rule compares a list as if it were a text",
		Severities: []Severity{Warning},
		Uncertain:  "Always: AWS doesn't document what `Equals`, `StartsWith` and `NotEqual` match in a list.",
		IsFinding:  true,
		IsWarning:  true,
		Why: "`cognito:groups` and `cognito:roles` are lists. Whether the rule matches a user in one group or in several is not documented, " +
			"and with `NotEqual` it may match everybody who is in a group.",
		Cure:           "Use `Contains`, or better a token mapping: it hands out the role of the group.",
		CDK:            groupRoleCDK,
		CloudFormation: groupRole,
		Page:           pageOfMappings,
	},
	{
		ID:         GroupNamePartOfAnother,
		Title:      "A rule on a group may match another group",
		Severities: []Severity{Warning},
		Uncertain:  "Always: AWS doesn't document whether `Contains` looks for an element of the list or for a part of its text.",
		IsFinding:  true,
		Why: "The rule looks for a group by `Contains`, and another group's name has that name in it, as `non-admins` has `admins`. If parts of " +
			"names count, members of the other group get this role.",
		Cure:           "Rename one of the groups, or use a token mapping: it hands out the role of the group.",
		CDK:            groupRoleCDK,
		CloudFormation: groupRole,
		Page:           pageOfMappings,
	},
	{
		ID:         GroupPrecedenceTie,
		Title:      "Two groups of equal precedence have different roles",
		Severities: []Severity{Warning},
		IsFinding:  true,
		IsWarning:  true,
		Why: "For a user in both groups the user pool can't tell which role comes first, and leaves `cognito:preferred_role` out of the " +
			"token. The user gets the authenticated role, or is denied.",
		Cure: "Give each group a different precedence; the lowest number wins.",
		CDK: `pool.AddGroup(jsii.String("admins"), &identitypool.IdentityPoolGroupOptions{
	UserPool:       userPool,
	UserPoolClient: client,
	Precedence:     jsii.Number(1),
})
pool.AddGroup(jsii.String("editors"), &identitypool.IdentityPoolGroupOptions{
	UserPool:       userPool,
	UserPoolClient: client,
	Precedence:     jsii.Number(2),
})`,
		CloudFormation: `Admins:
  Type: AWS::Cognito::UserPoolGroup
  Properties: {UserPoolId: !Ref UserPool, GroupName: admins, Precedence: 1, RoleArn: !GetAtt AdminsRole.Arn}
Editors:
  Type: AWS::Cognito::UserPoolGroup
  Properties: {UserPoolId: !Ref UserPool, GroupName: editors, Precedence: 2, RoleArn: !GetAtt EditorsRole.Arn}`,
		Page: "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-user-groups.html",
	},
	{
		ID:         GroupRoleUnused,
		Title:      "A group's role is never handed out",
		Severities: []Severity{Warning},
		IsFinding:  true,
		Why: "The group has a role, but no role mapping of an identity pool takes roles from the token. Its members get the same role as " +
			"everybody else.",
		Cure: "Add a token mapping for the user pool and its client, or leave out the group's role.",
		CDK: `pool.AddRoleMappings(&identitypool.IdentityPoolRoleMapping{
	ProviderUrl:           identitypool.IdentityPoolProviderUrl_UserPool(userPool, client),
	UseToken:              jsii.Bool(true),
	ResolveAmbiguousRoles: jsii.Bool(true),
})`,
		CloudFormation: groupRole,
		Page:           pageOfMappings,
	},
}
