package access

import (
	"fmt"
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/rule"
	"github.com/awscdk-constructs/identitypool/internal/spelling"
)

// schema is what CloudFormation takes in an object.
type schema struct {
	properties []string
	required   []string
}

// The schemas of the three resources and of what is in them.
//
// See: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_Cognito.html
var (
	identityPoolSchema = schema{
		properties: []string{
			"AllowClassicFlow", allowGuestsProperty, "CognitoEvents", "CognitoIdentityProviders", "CognitoStreams",
			"DeveloperProviderName", "IdentityPoolName", "IdentityPoolTags", "OpenIdConnectProviderARNs", "PushSync", "SamlProviderARNs",
			"SupportedLoginProviders",
		},
		required: []string{allowGuestsProperty},
	}
	userPoolProviderSchema = schema{properties: []string{"ClientId", "ProviderName", "ServerSideTokenCheck"}}
	roleAttachmentSchema   = schema{properties: []string{identityPoolIDProperty, "RoleMappings", "Roles"}, required: []string{identityPoolIDProperty}}
	rolesSchema            = schema{properties: []string{string(authenticated), string(unauthenticated)}}
	roleMappingSchema      = schema{
		properties: []string{"AmbiguousRoleResolution", "IdentityProvider", "RulesConfiguration", "Type"}, required: []string{"Type"},
	}
	rulesSchema = schema{properties: []string{"Rules"}, required: []string{"Rules"}}
	ruleSchema  = schema{
		properties: []string{"Claim", "MatchType", "RoleARN", "Value"}, required: []string{"Claim", "MatchType", "RoleARN", "Value"},
	}
	principalTagSchema = schema{
		properties: []string{identityPoolIDProperty, "IdentityProviderName", "PrincipalTags", "UseDefaults"},
		required:   []string{identityPoolIDProperty, "IdentityProviderName"},
	}
)

// checkUnknownProperties reports properties that CloudFormation does not know, and those that it misses.
func checkUnknownProperties(p *pool, found *reporter) {
	if p.isDefined() {
		found.checkSchema(p.resource, p.properties, identityPoolSchema)
		for _, provider := range p.providers {
			if provider.kind == userPoolProvider {
				found.checkSchema(p.resource, provider.at, userPoolProviderSchema)
			}
		}
	}
	for _, attachment := range p.attachments {
		found.checkSchema(attachment.resource, attachment.properties, roleAttachmentSchema)
		found.checkSchema(attachment.resource, attachment.properties.Field("Roles"), rolesSchema)
		for _, mapping := range attachment.mappings {
			found.checkSchema(attachment.resource, mapping.at, roleMappingSchema)
			found.checkSchema(attachment.resource, mapping.at.Field("RulesConfiguration"), rulesSchema)
			for _, each := range mapping.rules {
				found.checkSchema(attachment.resource, each.at, ruleSchema)
			}
		}
	}
	for _, mapping := range p.tagMappings {
		found.checkSchema(mapping.resource, mapping.properties, principalTagSchema)
	}
}

func (r *reporter) checkSchema(resource *cfn.Resource, at cfn.Property, wanted schema) {
	names, known := at.Fields()
	if !known || at.Kind() != cfn.Object {
		return
	}
	missing := slices.DeleteFunc(slices.Clone(wanted.required), func(name string) bool { return slices.Contains(names, name) })
	for _, name := range names {
		if slices.Contains(wanted.properties, name) {
			continue
		}
		meant := spelling.Closest(name, wanted.properties)
		missing = slices.DeleteFunc(missing, func(name string) bool { return name == meant }) // one mistake is one finding
		r.report(fault{
			rule:     rule.UnknownProperty,
			resource: resource,
			at:       at.Field(name),
			message:  fmt.Sprintf("there is no property %s here; allowed are %s", name, strings.Join(wanted.properties, ", ")),
			cure:     "write " + meant,
		})
	}
	for _, name := range missing {
		place := at
		if at.Path() == "Properties" {
			place = cfn.Property{} // the resource
		}
		r.report(fault{
			rule:     rule.UnknownProperty,
			resource: resource,
			at:       place,
			message:  name + " is missing, and CloudFormation requires it",
			cure:     "add " + name,
		})
	}
}
