package identitypool_test

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/jsii-runtime-go"

	identitypool "github.com/awscdk-constructs/identitypool"
)

// buildConfiguration builds the app that a configuration describes. It has a twin as the programs have.
func buildConfiguration(app awscdk.App, config *configuration) {
	stack := config.stack(app, "Stack")
	userPoolStack := stack
	if config.UserPoolsApart {
		userPoolStack = config.stack(app, "Users")
	}
	var (
		inProps, later []identitypool.IUserPoolAuthenticationProvider
		userPools      = map[string]awscognito.IUserPool{}
		urls           = map[string]identitypool.IdentityPoolProviderUrl{}
	)
	for _, client := range config.Clients {
		userPool, isDefined := userPools[client.UserPool]
		if !isDefined {
			userPool = config.userPool(stack, userPoolStack, client.UserPool)
			userPools[client.UserPool] = userPool
		}
		reference, l2 := config.client(stack, userPool, client)
		if l2 != nil {
			urls[client.Id] = identitypool.IdentityPoolProviderUrl_UserPool(userPool, l2)
		}
		provider := identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
			UserPool: userPool, UserPoolClient: reference, DisableServerSideTokenCheck: client.DisableServerSideTokenCheck,
		})
		if client.Later {
			later = append(later, provider)
		} else {
			inProps = append(inProps, provider)
		}
	}
	providers := &identitypool.IdentityPoolAuthenticationProviders{
		CustomProvider:         config.CustomProvider,
		OpenIdConnectProviders: config.openIdConnectProviders(stack),
		SamlProviders:          config.samlProviders(stack),
	}
	if config.Amazon != nil {
		providers.Amazon = &identitypool.IdentityPoolAmazonLoginProvider{AppId: config.Amazon}
	}
	if config.Apple != nil {
		providers.Apple = &identitypool.IdentityPoolAppleLoginProvider{ServicesId: config.Apple}
	}
	if config.Facebook != nil {
		providers.Facebook = &identitypool.IdentityPoolFacebookLoginProvider{AppId: config.Facebook}
	}
	if config.Google != nil {
		providers.Google = &identitypool.IdentityPoolGoogleLoginProvider{ClientId: config.Google}
	}
	if config.Twitter != nil {
		providers.Twitter = &identitypool.IdentityPoolTwitterLoginProvider{ConsumerKey: config.Twitter, ConsumerSecret: config.Twitter}
	}
	if inProps != nil {
		providers.UserPools = &inProps
	}
	props := &identitypool.IdentityPoolProps{
		AllowClassicFlow:               config.ClassicFlow,
		AllowUnauthenticatedIdentities: config.Guests,
		AuthenticatedRole:              config.role(stack, config.AuthenticatedRole),
		AuthenticationProviders:        providers,
		IdentityPoolName:               config.name(),
		UnauthenticatedRole:            config.role(stack, config.UnauthenticatedRole),
	}
	var mappings []*identitypool.IdentityPoolRoleMapping
	for i, mapping := range config.RoleMappings {
		url, isUserPool := urls[mapping.Provider]
		switch {
		case isUserPool:
		case mapping.Provider == "amazon":
			url = identitypool.IdentityPoolProviderUrl_AMAZON()
		case mapping.Provider == "apple":
			url = identitypool.IdentityPoolProviderUrl_APPLE()
		case mapping.Provider == "facebook":
			url = identitypool.IdentityPoolProviderUrl_FACEBOOK()
		case mapping.Provider == "google":
			url = identitypool.IdentityPoolProviderUrl_GOOGLE()
		case mapping.Provider == "twitter":
			url = identitypool.IdentityPoolProviderUrl_TWITTER()
		case mapping.Provider == "openid":
			url = identitypool.IdentityPoolProviderUrl_OpenId(jsii.String("arn:aws:iam::123456789012:oidc-provider/example.com"))
		case mapping.Provider == "saml":
			url = identitypool.IdentityPoolProviderUrl_Saml(awscdk.Fn_ImportValue(jsii.String("Saml")))
		case mapping.Provider == "user pool":
			url = identitypool.NewIdentityPoolProviderUrl(identitypool.IdentityPoolProviderType_USER_POOL,
				jsii.String("cognito-idp.eu-west-1.amazonaws.com/eu-west-1_other:client"))
		default:
			url = identitypool.IdentityPoolProviderUrl_Custom(jsii.String(mapping.Provider))
		}
		rendered := &identitypool.IdentityPoolRoleMapping{
			MappingKey:            mapping.key(i),
			ProviderUrl:           url,
			ResolveAmbiguousRoles: mapping.ResolveAmbiguousRoles,
		}
		if mapping.Rules == nil {
			rendered.UseToken = jsii.Bool(true)
		} else {
			var rules []*identitypool.RoleMappingRule
			for _, rule := range mapping.Rules {
				rules = append(rules, &identitypool.RoleMappingRule{
					Claim: jsii.String(rule.Claim), ClaimValue: jsii.String(rule.Value), MappedRole: config.role(stack, rule.Role),
					MatchType: identitypool.RoleMappingMatchType(rule.MatchType),
				})
			}
			rendered.Rules = &rules
		}
		mappings = append(mappings, rendered)
	}
	if mappings != nil {
		props.RoleMappings = &mappings
	}
	pool := identitypool.NewIdentityPool(stack, jsii.String(config.Id), props)
	for _, provider := range later {
		pool.AddUserPoolAuthentication(provider)
	}
	config.use(pool, pool.AuthenticatedRole(), pool.UnauthenticatedRole())
	output(stack, "PoolId", pool.IdentityPoolId())
	output(stack, "PoolArn", pool.IdentityPoolArn())
	output(stack, "PoolName", pool.IdentityPoolName())
	if config.ImportedId != nil {
		imported := identitypool.IdentityPool_FromIdentityPoolId(stack, jsii.String("ImportedById"), config.ImportedId)
		output(stack, "ImportedByIdArn", imported.IdentityPoolArn())
		output(stack, "ImportedByIdName", imported.IdentityPoolName())
		importedByArn := identitypool.IdentityPool_FromIdentityPoolArn(stack, jsii.String("ImportedByArn"), imported.IdentityPoolArn())
		output(stack, "ImportedByArnId", importedByArn.IdentityPoolId())
		output(stack, "ImportedByArnRegion", importedByArn.Env().Region)
		awsiam.Role_FromRoleName(stack, jsii.String("Reader"), jsii.String("reader"), nil).AddToPrincipalPolicy(
			awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
				Actions: jsii.Strings("cognito-identity:Describe*"), Resources: &[]*string{imported.IdentityPoolArn(), pool.IdentityPoolArn()},
			}))
	}
}
