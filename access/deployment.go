package access

import (
	"slices"
	"sync"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
)

// The types of the resources that decide who gets which role.
const (
	identityPoolType   = "AWS::Cognito::IdentityPool"
	roleAttachmentType = "AWS::Cognito::IdentityPoolRoleAttachment"
	principalTagType   = "AWS::Cognito::IdentityPoolPrincipalTag"
	userPoolType       = "AWS::Cognito::UserPool"
	userPoolClientType = "AWS::Cognito::UserPoolClient"
	userPoolGroupType  = "AWS::Cognito::UserPoolGroup"
	// identityProviderType is a provider of a user pool, whose users become users of the user pool.
	identityProviderType = "AWS::Cognito::UserPoolIdentityProvider"
	roleType             = "AWS::IAM::Role"
	samlProviderType     = "AWS::IAM::SAMLProvider"
	openIDConnectType    = "AWS::IAM::OIDCProvider"
	// customOpenIDConnectType is what awsiam.OpenIdConnectProvider of the CDK defines.
	customOpenIDConnectType = "Custom::AWSCDKOpenIdConnectProvider"
	openSearchType          = "AWS::OpenSearchService::Domain"
	elasticsearchType       = "AWS::Elasticsearch::Domain" // what OpenSearch was called before
)

// The properties that several files read.
const (
	allowGuestsProperty    = "AllowUnauthenticatedIdentities"
	identityPoolIDProperty = "IdentityPoolId"
)

// deployment is what the resources of connected identity pools are in one deployment of the app.
type deployment struct {
	app       *cfn.App
	templates *cfn.Deployment
	pools     []*pool
	groups    []*group
	roles     []*roleDefinition // in the order of the templates
	domains   []*cfn.Resource   // of OpenSearch
	byRole    map[*cfn.Resource]*roleDefinition
	byTrust   sync.Map        // the first *roleDefinition with a trustText
	custom    []*cfn.Resource // custom resources
}

func newDeployment(app *cfn.App, templates *cfn.Deployment, resources []*cfn.Resource, custom []*cfn.Resource) *deployment {
	read := &deployment{app: app, templates: templates, byRole: map[*cfn.Resource]*roleDefinition{}, custom: custom}
	existing := slices.DeleteFunc(slices.Clone(resources), func(resource *cfn.Resource) bool { return templates.Exists(resource) == answer.No })
	for _, resource := range existing {
		if resource.Type == roleType {
			definition := read.readRole(resource)
			read.roles = append(read.roles, definition)
			read.byRole[resource] = definition
		}
	}
	for _, resource := range existing {
		switch resource.Type {
		case identityPoolType:
			read.pools = append(read.pools, read.readPool(resource))
		case userPoolGroupType:
			read.groups = append(read.groups, read.readGroup(resource))
		case openSearchType, elasticsearchType:
			read.domains = append(read.domains, resource)
		}
	}
	for _, resource := range existing {
		switch resource.Type {
		case roleAttachmentType:
			attachment := read.readRoleAttachment(resource)
			pool := read.poolWithID(attachment.identityPoolID, resource.Stack)
			pool.attachments = append(pool.attachments, attachment)
		case principalTagType:
			mapping := read.readPrincipalTagMapping(resource)
			pool := read.poolWithID(mapping.identityPoolID, resource.Stack)
			pool.tagMappings = append(pool.tagMappings, mapping)
		}
	}
	read.findPossibleTagMappings()
	return read
}

// findPossibleTagMappings looks through the whole app, since nothing connects such a tag mapping with an identity pool.
func (d *deployment) findPossibleTagMappings() {
	for _, resource := range d.templates.Resources(principalTagType) {
		mapping := d.readPrincipalTagMapping(resource)
		for _, pool := range d.pools {
			if cfn.Same(pool.id, mapping.identityPoolID) == answer.Unknown {
				pool.possibleTagMappings = append(pool.possibleTagMappings, mapping)
			}
		}
	}
}

// poolWithID returns the identity pool of an id. One that the app doesn't define is imported: nothing is known of it but what the app
// attaches to it.
func (d *deployment) poolWithID(id cfn.Value, stack *cfn.Stack) *pool {
	for _, pool := range d.pools {
		if cfn.Same(pool.id, id) == answer.Yes {
			return pool
		}
	}
	imported := d.importedPool(id, stack)
	d.pools = append(d.pools, imported)
	return imported
}

// existsWherever reports whether a resource certainly exists wherever another one does: a condition that a template does not declare, say, leaves
// that open in each deployment.
func (d *deployment) existsWherever(resource, beside *cfn.Resource) bool {
	if beside != nil && resource.Condition == beside.Condition && resource.Stack == beside.Stack {
		return true
	}
	return d.templates.Exists(resource) == answer.Yes
}

// named returns the resources of the deployment that have a name: a construct path, logical id or physical name.
func (d *deployment) named(name string) []*cfn.Resource {
	return slices.DeleteFunc(slices.Clone(d.app.Named(name)), func(resource *cfn.Resource) bool { return d.templates.Exists(resource) == answer.No })
}

// customResourceWith returns a custom resource that has one of some values as a property, nil if there is none: its function may do
// anything with what the value names.
func (d *deployment) customResourceWith(values ...cfn.Value) *cfn.Resource {
	for _, custom := range d.custom {
		properties := d.templates.Properties(custom)
		fields, _ := properties.Fields()
		for _, field := range fields {
			given := properties.Field(field).Text()
			isGiven := func(value cfn.Value) bool { return !value.IsEmpty() && cfn.Same(given, value) == answer.Yes }
			if slices.ContainsFunc(values, isGiven) {
				return custom
			}
		}
	}
	return nil
}
