// Command examples is a CDK app with one stack for each thing that people do with identity pools. Each stack stands alone, in a
// file of its own, to be read and copied:
//
//   - tableaccess.go: guests read a table, users write it.
//   - webapp.go: a web app whose users sign in to a user pool.
//   - sociallogins.go: Amazon, Apple, Facebook, Google and Twitter.
//   - federation.go: OpenID Connect, SAML and your own backend.
//   - rolemapping.go: the groups of a user pool and the claims of a token choose the role.
//   - importedpool.go: identity pools that other apps define.
//   - importedpool_roles.go: roles for an identity pool that another app defines.
//   - usergroups.go: the roles of user pool groups and a Lambda trigger that know the identity pool.
//   - usergroups_split.go: the same over two stacks.
//   - userfolders.go: a folder of a bucket for each user.
//   - tenants.go: customers kept apart in one bucket and one table, by an attribute of their users.
//   - rolebasedaccess.go: permissions by job, from groups and, for a partner's people, from rules.
//   - rolebasedaccess_split.go: the same over two stacks.
//
// In this folder, cdk synth writes all templates to cdk.out, and with the name of a stack prints that one. It checks the identity pools
// while it does so. The files *.access.yaml say who can do what; identitypool test holds cdk.out against them.
package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool/accessvalidator"
)

func main() {
	defer jsii.Close()

	app := awscdk.NewApp(nil)
	awscdk.Validations_Of(app).AddPlugins(accessvalidator.New(nil))
	defineStacks(app)
	app.Synth(nil)
}

// defineStacks defines all stacks of the app. None names an account or region, so no credentials are needed.
func defineStacks(app constructs.Construct) {
	NewTableAccessStack(app, "TableAccess", nil)
	NewWebAppStack(app, "WebApp", nil)
	NewSocialLoginsStack(app, "SocialLogins", nil)
	NewFederationStack(app, "Federation", nil)
	NewRoleMappingStack(app, "RoleMapping", nil)
	NewImportedPoolStack(app, "ImportedPool", nil)
	NewImportedPoolRolesStack(app, "ImportedPoolRoles", nil)
	NewUserGroupsStack(app, "UserGroups", nil)
	groupsUsers := NewUserGroupsUsersStack(app, "UserGroupsUsers", nil)
	NewUserGroupsAccessStack(app, "UserGroupsAccess", &UserGroupsAccessStackProps{Users: groupsUsers})
	NewUserFoldersStack(app, "UserFolders", nil)
	NewTenantsStack(app, "Tenants", nil)
	NewRoleBasedAccessStack(app, "RoleBasedAccess", nil)
	accessUsers := NewRoleBasedAccessUsersStack(app, "RoleBasedAccessUsers", nil)
	NewRoleBasedAccessRolesStack(app, "RoleBasedAccessRoles", &RoleBasedAccessRolesStackProps{Users: accessUsers})
}
