package rule

// What users can write about themselves, and what depends on it.
const (
	// ClaimWritableByUsers is a rule that gives a role by a claim that users can write.
	ClaimWritableByUsers ID = "claim-writable-by-users"
	// TagWritableByUsers is a session tag, on which a policy relies, from a claim that users can write.
	TagWritableByUsers ID = "tag-writable-by-users"
	// TagWildcard is a tag's value in a place where * stands for anything.
	TagWildcard ID = "tag-wildcard"
)

const (
	claimMayBeOverwritten = "Where the user pool has a pre token generation trigger: it may overwrite the claim with a value that users can't choose."

	fewWritableAttributesCDK = `// Pass this client as UserPoolClient of the provider: one that is added for you may write all attributes.
userPool.AddClient(jsii.String("WebApp"), &awscognito.UserPoolClientOptions{
	WriteAttributes: awscognito.NewClientAttributes().WithStandardAttributes(&awscognito.StandardAttributesMask{
		Email: jsii.Bool(true), // and all others that users may write, but not custom:tenant
	}),
})`
	fewWritableAttributes = `Client:
  Type: AWS::Cognito::UserPoolClient
  Properties:
    UserPoolId: !Ref UserPool
    WriteAttributes: [email] # and all others that users may write, but not custom:tenant`
)

var claimRules = []Rule{
	{
		ID:         ClaimWritableByUsers,
		Title:      "A role is given by a claim that users can write",
		Severities: []Severity{Error, Warning},
		Uncertain:  claimMayBeOverwritten,
		IsFinding:  true,
		Why: "An attacker signs up with the attribute set to what the rule asks for, or sets it later with `UpdateUserAttributes`. " +
			"With their next token they get the rule's role.",
		Cure: "Take the attribute out of the client's `WriteAttributes`: where these are left out, users can write all attributes. Or use groups, " +
			"which users can't choose.",
		CDK:            fewWritableAttributesCDK,
		CloudFormation: fewWritableAttributes,
		Page:           pageOfAttributes,
	},
	{
		ID:         TagWritableByUsers,
		Title:      "A policy relies on a session tag that users can write",
		Severities: []Severity{Error, Warning},
		Uncertain:  claimMayBeOverwritten,
		IsFinding:  true,
		Why: "An attacker sets the attribute behind the tag to the name of another tenant, by `UpdateUserAttributes` or when they sign up, " +
			"and asks for credentials. The policy takes them for a user of that tenant.",
		Cure: "Take the attribute out of the client's `WriteAttributes`: where these are left out, users can write all attributes. Or map " +
			"a claim that users can't write, such as `sub`.",
		CDK:            fewWritableAttributesCDK,
		CloudFormation: fewWritableAttributes,
		Page:           pageOfTags,
	},
	{
		ID:         TagWildcard,
		Title:      "A tag's value may act as a wildcard",
		Severities: []Severity{Note},
		IsFinding:  true,
		Why: "A policy puts the tag's value into a `Resource` or a `StringLike`, where `*` and `?` stand for anything. " +
			"A user whose claim is `*` reaches what belongs to everybody, unless STS refuses such a tag, which AWS doesn't document.",
		Cure: "Make sure that whoever sets the claim refuses `*` and `?`, and deny sessions whose tag has them.",
		CDK: `role.AddToPrincipalPolicy(awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
	Effect:    awsiam.Effect_DENY,
	Actions:   jsii.Strings("*"),
	Resources: jsii.Strings("*"),
	Conditions: &map[string]any{
		// ${*} and ${?} are the characters themselves.
		"StringLike": map[string]any{"aws:PrincipalTag/tenant": []any{"*${*}*", "*${?}*"}},
	},
}))`,
		CloudFormation: `- Effect: Deny
  Action: "*"
  Resource: "*"
  Condition:
    StringLike:
      aws:PrincipalTag/tenant: ["*${*}*", "*${?}*"] # the characters themselves; not inside a Fn::Sub`,
		Page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html",
	},
}
