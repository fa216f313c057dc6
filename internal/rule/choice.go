package rule

// Choices that a reviewer wants to see.
const (
	// GuestsAllowed is an identity pool that gives everybody an identity.
	GuestsAllowed ID = "guests-allowed"
	// ClassicFlowAllowed is an identity pool that allows the classic flow.
	ClassicFlowAllowed ID = "classic-flow-allowed"
	// ServerSideTokenCheckOff is an identity pool that does not ask a user pool whether a token still counts.
	ServerSideTokenCheckOff ID = "server-side-token-check-off"
)

var choiceRules = []Rule{
	{
		ID:         GuestsAllowed,
		Title:      "Guests are allowed",
		Severities: []Severity{Note},
		IsFinding:  true,
		Why: "Whoever knows the identity pool's id, which every copy of your app has, gets credentials of the guests' role without signing in. " +
			"What that role allows is public.",
		Cure: "Don't allow guests unless the app needs them. Where it does, look at what their role allows: `identitypool table --permissions` " +
			"shows it.",
		CDK: `identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), &identitypool.IdentityPoolProps{
	AllowUnauthenticatedIdentities: jsii.Bool(false), // the default
})`,
		CloudFormation: `IdentityPool:
  Type: AWS::Cognito::IdentityPool
  Properties:
    AllowUnauthenticatedIdentities: false`,
		Page: "https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html",
	},
	{
		ID:         ClassicFlowAllowed,
		Title:      "The classic flow is allowed",
		Severities: []Severity{Note},
		IsFinding:  true,
		Why: "In the classic flow an app asks STS for any role that trusts its token, attached to the identity pool or not. " +
			"Guests are not limited to the list of services, as they are in the enhanced flow.",
		Cure:           "Set `AllowClassicFlow` to `false`, unless an app needs it.",
		CDK:            withoutClassicFlowCDK,
		CloudFormation: withoutClassicFlow,
		Page:           pageOfFlows,
	},
	{
		ID:         ServerSideTokenCheckOff,
		Title:      "Tokens of signed-out users count until they expire",
		Severities: []Severity{Note},
		IsFinding:  true,
		Why: "The identity pool doesn't ask the user pool whether a token still counts. Whoever has stolen one gets credentials with it even after " +
			"its owner has signed out, was disabled or was deleted.",
		Cure: "Turn the check on.",
		CDK: `identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
	UserPool:                    userPool,
	UserPoolClient:              client,
	DisableServerSideTokenCheck: jsii.Bool(false), // the default
})`,
		CloudFormation: `CognitoIdentityProviders:
  - ProviderName: !GetAtt UserPool.ProviderName
    ClientId: !Ref Client
    ServerSideTokenCheck: true`,
		Page: pageOfUserPools,
	},
}
