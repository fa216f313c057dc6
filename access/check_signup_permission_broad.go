package access

import (
	"fmt"
	"slices"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/iam"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// checkSignUpPermissionsBroad reports statements that let whoever signs up use all of a service, or IAM. One by which they also get a better
// role is reported for that.
func checkSignUpPermissionsBroad(p policedPool, found *reporter) {
	for _, holder := range found.roleHolders(p) {
		provider := p.openProviderOf(holder)
		if provider == nil {
			continue
		}
		for _, by := range holder.grants {
			action, isBroad := holder.firstAction(by, func(statement iam.Statement, action string) bool {
				return serviceOf(action) == "iam" || isWholeService(action) && isOnEveryResource(statement)
			})
			if !isBroad || holder.allows(by, action, everyResource) == answer.No || found.hasError(rule.RoleCanRaiseItself, by) {
				continue
			}
			found.reportGrant(by, fault{
				rule:      rule.SignupPermissionBroad,
				uncertain: p.deployment.mayRefuseSignUp(provider),
				message: fmt.Sprintf("anyone can sign up with %s, and gets %s, which it lets do %s on %s",
					provider, holder.role, action, resourcesOf(by.Statement)),
				cure: "name the actions and the resources that users need, or let an administrator make the accounts",
			})
		}
	}
}

// openProviderOf returns the provider with which anyone can sign up and get the role, nil if there is none.
func (p policedPool) openProviderOf(holder roleHolder) *provider {
	if holder.who.kind != authenticated {
		return nil
	}
	if holder.who.classicFlow { // an app asks for any role
		at := slices.IndexFunc(p.providers, p.deployment.isOpen)
		if at < 0 {
			return nil
		}
		return p.providers[at]
	}
	user := holder.who.provider
	if user == nil || !p.deployment.isOpen(user) || p.usesAuthenticatedRole(user) != answer.Yes || !p.isDefaultRole(holder.role) {
		return nil
	}
	return user
}

func (p *pool) isDefaultRole(wanted role) bool {
	return slices.ContainsFunc(p.attachments, func(attachment *roleAttachment) bool {
		attached, found := attachment.roles[authenticated]
		return found && attached.is(wanted) == answer.Yes
	})
}

// isOpen reports whether anyone can sign up with a provider: with a public login provider, and with a user pool of the app unless only
// administrators make its users.
func (d *deployment) isOpen(user *provider) bool {
	if user.kind == socialProvider {
		return true
	}
	userPool, defined := user.userPoolID.Resource()
	return user.kind == userPoolProvider && defined && (d.isOpenUserPool(userPool) || d.hasPublicLogin(userPool))
}

// hasPublicLogin reports whether a user pool takes the users of a public login provider, of whom it makes users of its own.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-social-idp.html
func (d *deployment) hasPublicLogin(userPool *cfn.Resource) bool {
	public := []string{"Google", "Facebook", "LoginWithAmazon", "SignInWithApple"}
	return slices.ContainsFunc(d.templates.Resources("AWS::Cognito::UserPoolIdentityProvider"), func(resource *cfn.Resource) bool {
		properties := d.templates.Properties(resource)
		kind, _ := properties.Field("ProviderType").Text().Literal()
		isOfUserPool := cfn.Same(properties.Field("UserPoolId").Text(), userPool.Ref()) == answer.Yes
		return isOfUserPool && slices.Contains(public, kind) && d.templates.Exists(resource) == answer.Yes
	})
}

// isOpenUserPool reports whether users of a user pool of the app certainly can sign themselves up.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-admin-create-user-policy.html
func (d *deployment) isOpenUserPool(userPool *cfn.Resource) bool {
	onlyAdministrators := d.templates.Properties(userPool).Field("AdminCreateUserConfig").Field("AllowAdminCreateUserOnly")
	return userPool.Type == userPoolType && onlyAdministrators.Bool() == answer.No
}

// mayRefuseSignUp reports whether a function of the user pool decides who can sign up.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-sign-up.html
func (d *deployment) mayRefuseSignUp(user *provider) bool {
	userPool, defined := user.userPoolID.Resource()
	return defined && d.templates.Properties(userPool).Field("LambdaConfig").Field("PreSignUp").Exists()
}
