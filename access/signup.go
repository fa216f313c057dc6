package access

import (
	"slices"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// anyoneCanSignUpWith reports whether anyone can get an account at a provider: at a public login provider, and in a user pool of the app
// unless only administrators make its users.
func (d *deployment) anyoneCanSignUpWith(idp *provider) bool {
	if idp.kind == socialProvider {
		return true
	}
	userPool, defined := idp.userPoolID.Resource()
	return idp.kind == userPoolProvider && defined && (d.isOpenUserPool(userPool) || d.hasPublicLogin(idp))
}

// hasPublicLogin reports whether users of a public login provider sign in with a client of a user pool, which adds them to its own users.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-social-idp.html
func (d *deployment) hasPublicLogin(idp *provider) bool {
	return slices.ContainsFunc(d.identityProvidersOf(idp), func(identityProvider cfn.Property) bool {
		kind, _ := identityProvider.Field("ProviderType").Text().Literal()
		return cognito.IsPublicProviderType(kind)
	})
}

// identityProvidersOf returns the identity providers of a user pool with which its users may sign in to a client: all where it lists none,
// for what that means is not documented.
func (d *deployment) identityProvidersOf(idp *provider) []cfn.Property {
	var listed cfn.Property
	if client, defined := idp.clientID.Resource(); defined {
		listed = d.templates.Properties(client).Field("SupportedIdentityProviders")
	}
	var found []cfn.Property
	for _, resource := range d.templates.Resources(identityProviderType) {
		properties := d.templates.Properties(resource)
		isOfUserPool := cfn.Same(properties.Field("UserPoolId").Text(), idp.userPoolID) == answer.Yes
		isOfClient := !listed.Exists() || mayList(listed, properties.Field("ProviderName").Text())
		if isOfUserPool && isOfClient && d.templates.Exists(resource) == answer.Yes {
			found = append(found, properties)
		}
	}
	return found
}

// isOpenUserPool reports whether users of a user pool of the app certainly can sign themselves up.
func (d *deployment) isOpenUserPool(userPool *cfn.Resource) bool {
	return userPool.Type == userPoolType && d.allowsSignUp(userPool) == answer.Yes
}

// allowsSignUp reports whether users may sign themselves up to a user pool.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-admin-create-user-policy.html
func (d *deployment) allowsSignUp(userPool *cfn.Resource) answer.Answer {
	return d.templates.Properties(userPool).Field("AdminCreateUserConfig").Field("AllowAdminCreateUserOnly").Bool().Not()
}

// mayRefuseSignUp reports whether a function of the user pool decides who can sign up.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-sign-up.html
func (d *deployment) mayRefuseSignUp(idp *provider) bool {
	userPool, defined := idp.userPoolID.Resource()
	return defined && d.preSignUp(userPool).Exists()
}

func (d *deployment) preSignUp(userPool *cfn.Resource) cfn.Property {
	return d.templates.Properties(userPool).Field("LambdaConfig").Field("PreSignUp")
}
