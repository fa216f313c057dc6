// Command examples is a CDK app with one stack for each thing that people do with identity pools. Each stack stands alone, in a
// file of its own, to be read and copied:
//
//   - tableaccess.go: guests read a table, users write it.
//   - webapp.go: a web app whose users sign in to a user pool.
//   - sociallogins.go: Amazon, Apple, Facebook, Google and Twitter.
//   - federation.go: OpenID Connect, SAML and a backend of one's own.
//   - rolemapping.go: the groups of a user pool and the claims of a token choose the role.
//   - importedpool.go: an identity pool that another app defines.
//   - usergroups.go: the roles of user pool groups and a Lambda trigger that know the identity pool.
//   - usergroups_split.go: the same over two stacks.
//
// In this folder, cdk synth writes all templates to cdk.out, and with the name of a stack prints that one.
package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

func main() {
	defer jsii.Close()

	app := awscdk.NewApp(nil)
	defineStacks(app)
	app.Synth(nil)
}

// defineStacks defines all stacks of the app. None says for which account and region it is, so that no credentials are needed.
func defineStacks(app constructs.Construct) {
	NewTableAccessStack(app, "TableAccess", nil)
	NewWebAppStack(app, "WebApp", nil)
	NewSocialLoginsStack(app, "SocialLogins", nil)
	NewFederationStack(app, "Federation", nil)
	NewRoleMappingStack(app, "RoleMapping", nil)
	NewImportedPoolStack(app, "ImportedPool", nil)
	NewUserGroupsStack(app, "UserGroups", nil)
	users := NewUserGroupsUsersStack(app, "UserGroupsUsers", nil)
	NewUserGroupsAccessStack(app, "UserGroupsAccess", &UserGroupsAccessStackProps{Users: users})
}
