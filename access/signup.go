package access

import (
	"slices"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// anyoneCanSignUpWith reports whether anyone can sign up with a provider: with a public login provider, and with a user pool of the app unless only
// administrators make its users.
func (d *deployment) anyoneCanSignUpWith(user *provider) bool {
	if user.kind == socialProvider {
		return true
	}
	userPool, defined := user.userPoolID.Resource()
	return user.kind == userPoolProvider && defined && (d.isOpenUserPool(userPool) || d.hasPublicLogin(userPool))
}

// hasPublicLogin reports whether a user pool takes the users of a public login provider, and adds them to its own users.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-social-idp.html
func (d *deployment) hasPublicLogin(userPool *cfn.Resource) bool {
	return slices.ContainsFunc(d.templates.Resources("AWS::Cognito::UserPoolIdentityProvider"), func(resource *cfn.Resource) bool {
		properties := d.templates.Properties(resource)
		kind, _ := properties.Field("ProviderType").Text().Literal()
		isOfUserPool := cfn.Same(properties.Field("UserPoolId").Text(), userPool.Ref()) == answer.Yes
		return isOfUserPool && cognito.IsPublicProviderType(kind) && d.templates.Exists(resource) == answer.Yes
	})
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
func (d *deployment) mayRefuseSignUp(user *provider) bool {
	userPool, defined := user.userPoolID.Resource()
	return defined && d.templates.Properties(userPool).Field("LambdaConfig").Field("PreSignUp").Exists()
}
