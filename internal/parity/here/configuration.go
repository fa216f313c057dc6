package here

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/jsii-runtime-go"

	identitypool "github.com/awscdk-constructs/identitypool"
	"github.com/awscdk-constructs/identitypool/internal/apptest"
	"github.com/awscdk-constructs/identitypool/internal/parity"
)

// Build builds the app that a configuration describes.
func Build(app awscdk.App, config *parity.Configuration) {
	stack := config.Stack(app, "Stack")
	userPools := defineUserPools(app, stack, config)
	props := &identitypool.IdentityPoolProps{
		AllowClassicFlow:               config.ClassicFlow,
		AllowUnauthenticatedIdentities: config.Guests,
		AuthenticatedRole:              parity.Role(stack, config.AuthenticatedRole),
		AuthenticationProviders:        authenticationProviders(stack, config),
		IdentityPoolName:               config.IdentityPoolName(),
		UnauthenticatedRole:            parity.Role(stack, config.UnauthenticatedRole),
	}
	if userPools.inProps != nil {
		props.AuthenticationProviders.UserPools = &userPools.inProps
	}
	var mappings []*identitypool.IdentityPoolRoleMapping
	for i, mapping := range config.RoleMappings {
		mappings = append(mappings, roleMapping(stack, mapping, userPools.urls[mapping.Provider], mapping.Key(i)))
	}
	if mappings != nil {
		props.RoleMappings = &mappings
	}
	pool := identitypool.NewIdentityPool(stack, jsii.String(config.Id), props)
	for _, provider := range userPools.later {
		pool.AddUserPoolAuthentication(provider)
	}
	config.Use(pool, pool.AuthenticatedRole(), pool.UnauthenticatedRole())
	apptest.Output(stack, "PoolId", pool.IdentityPoolId())
	apptest.Output(stack, "PoolArn", pool.IdentityPoolArn())
	apptest.Output(stack, "PoolName", pool.IdentityPoolName())
	if config.ImportedId != nil {
		importAndUse(stack, config.ImportedId, pool)
	}
}

// userPools are the providers of the configured clients, and the URLs of those that can be mapped, by the client's id.
type userPools struct {
	inProps, later []identitypool.IUserPoolAuthenticationProvider
	urls           map[string]identitypool.IdentityPoolProviderUrl
}

func defineUserPools(app awscdk.App, stack awscdk.Stack, config *parity.Configuration) userPools {
	userPoolStack := stack
	if config.UserPoolsApart {
		userPoolStack = config.Stack(app, "Users")
	}
	defined := map[string]awscognito.IUserPool{}
	providers := userPools{urls: map[string]identitypool.IdentityPoolProviderUrl{}}
	for _, client := range config.Clients {
		userPool, isDefined := defined[client.UserPool]
		if !isDefined {
			userPool = config.UserPool(stack, userPoolStack, client.UserPool)
			defined[client.UserPool] = userPool
		}
		reference, l2 := client.Define(stack, userPool)
		if l2 != nil {
			providers.urls[client.Id] = identitypool.IdentityPoolProviderUrl_UserPool(userPool, l2)
		}
		provider := identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
			UserPool: userPool, UserPoolClient: reference, DisableServerSideTokenCheck: client.DisableServerSideTokenCheck,
		})
		if client.Later {
			providers.later = append(providers.later, provider)
		} else {
			providers.inProps = append(providers.inProps, provider)
		}
	}
	return providers
}

// authenticationProviders are those that are no user pools.
func authenticationProviders(stack awscdk.Stack, config *parity.Configuration) *identitypool.IdentityPoolAuthenticationProviders {
	providers := &identitypool.IdentityPoolAuthenticationProviders{
		CustomProvider:         config.CustomProvider,
		OpenIdConnectProviders: config.OpenIdConnectProviders(stack),
		SamlProviders:          config.SamlProviders(stack),
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
	return providers
}

// roleMapping is a mapping for a user pool's client, whose URL is given, or for the provider that the mapping names.
func roleMapping(
	stack awscdk.Stack, mapping parity.RoleMapping, url identitypool.IdentityPoolProviderUrl, key *string,
) *identitypool.IdentityPoolRoleMapping {
	if url == nil {
		url = providerUrl(mapping.Provider)
	}
	rendered := &identitypool.IdentityPoolRoleMapping{
		MappingKey: key, ProviderUrl: url, ResolveAmbiguousRoles: mapping.ResolveAmbiguousRoles,
	}
	if mapping.Rules == nil {
		rendered.UseToken = jsii.Bool(true)
		return rendered
	}
	var rules []*identitypool.RoleMappingRule
	for _, rule := range mapping.Rules {
		rules = append(rules, &identitypool.RoleMappingRule{
			Claim: jsii.String(rule.Claim), ClaimValue: jsii.String(rule.Value), MappedRole: parity.Role(stack, rule.Role),
			MatchType: identitypool.RoleMappingMatchType(rule.MatchType),
		})
	}
	rendered.Rules = &rules
	return rendered
}

func providerUrl(provider string) identitypool.IdentityPoolProviderUrl {
	switch provider {
	case "amazon":
		return identitypool.IdentityPoolProviderUrl_AMAZON()
	case "apple":
		return identitypool.IdentityPoolProviderUrl_APPLE()
	case "facebook":
		return identitypool.IdentityPoolProviderUrl_FACEBOOK()
	case "google":
		return identitypool.IdentityPoolProviderUrl_GOOGLE()
	case "twitter":
		return identitypool.IdentityPoolProviderUrl_TWITTER()
	case "openid":
		return identitypool.IdentityPoolProviderUrl_OpenId(jsii.String("arn:aws:iam::123456789012:oidc-provider/example.com"))
	case "saml":
		return identitypool.IdentityPoolProviderUrl_Saml(awscdk.Fn_ImportValue(jsii.String("Saml")))
	case "user pool":
		return identitypool.NewIdentityPoolProviderUrl(identitypool.IdentityPoolProviderType_USER_POOL,
			jsii.String("cognito-idp.eu-west-1.amazonaws.com/eu-west-1_other:client"))
	default:
		return identitypool.IdentityPoolProviderUrl_Custom(jsii.String(provider))
	}
}

// importAndUse imports an identity pool by its id and by its ARN, and lets a role read it and another one.
func importAndUse(stack awscdk.Stack, id *string, other identitypool.IIdentityPool) {
	byId := identitypool.IdentityPool_FromIdentityPoolId(stack, jsii.String("ImportedById"), id)
	apptest.Output(stack, "ImportedByIdArn", byId.IdentityPoolArn())
	apptest.Output(stack, "ImportedByIdName", byId.IdentityPoolName())
	byArn := identitypool.IdentityPool_FromIdentityPoolArn(stack, jsii.String("ImportedByArn"), byId.IdentityPoolArn())
	apptest.Output(stack, "ImportedByArnId", byArn.IdentityPoolId())
	apptest.Output(stack, "ImportedByArnRegion", byArn.Env().Region)
	awsiam.Role_FromRoleName(stack, jsii.String("Reader"), jsii.String("reader"), nil).AddToPrincipalPolicy(
		awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
			Actions: jsii.Strings("cognito-identity:Describe*"), Resources: &[]*string{byId.IdentityPoolArn(), other.IdentityPoolArn()},
		}))
}
