package rule

// What several rules have as their cure.
const (
	trustOfSignedInCDK = `awsiam.NewRole(stack, jsii.String("Editors"), &awsiam.RoleProps{
	AssumedBy: pool.AuthenticatedPrincipal(),
})`
	trustOfSignedIn = `AssumeRolePolicyDocument:
  Version: "2012-10-17"
  Statement:
    - Effect: Allow
      Principal: {Federated: cognito-identity.amazonaws.com}
      Action: sts:AssumeRoleWithWebIdentity
      Condition:
        StringEquals:
          cognito-identity.amazonaws.com:aud: !Ref IdentityPool
        ForAnyValue:StringLike:
          cognito-identity.amazonaws.com:amr: authenticated`

	groupRoleCDK = `// A group with its role, which the user pool puts into the token.
pool.AddGroup(jsii.String("admins"), &identitypool.IdentityPoolGroupOptions{
	UserPool:       userPool,
	UserPoolClient: client,
})`
	groupRole = `RoleMappings:
  WebApp:
    IdentityProvider: !Sub "${UserPool.ProviderName}:${Client}"
    Type: Token
    AmbiguousRoleResolution: AuthenticatedRole`

	withoutClassicFlowCDK = `identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), &identitypool.IdentityPoolProps{
	AllowClassicFlow: jsii.Bool(false),
})`
	withoutClassicFlow = `IdentityPool:
  Type: AWS::Cognito::IdentityPool
  Properties:
    AllowUnauthenticatedIdentities: false # required
    AllowClassicFlow: false`
)
