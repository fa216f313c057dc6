package identitypooltest

import (
	"fmt"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// RoleMapping chooses the roles of the users of one provider.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
type RoleMapping struct {
	// Key is the key of the mapping in the template.
	Key string
	// IdentityProvider is the provider that it is for, the key if the template says nothing else. What only the deployment knows
	// is written as Fn::Sub would.
	IdentityProvider string
	// Type is "Token" or "Rules".
	Type string
	// AmbiguousRoleResolution is "AuthenticatedRole" or "Deny"; empty if the template does not say.
	AmbiguousRoleResolution string
	// Rules are tried in order. Empty for a mapping of type "Token".
	Rules []Rule
}

// Rule gives a role to the users whose token has a claim with a certain value.
//
// See: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-cognito-identitypoolroleattachment-mappingrule.html
type Rule struct {
	// Claim in the token.
	Claim string
	// MatchType is "Equals", "Contains", "StartsWith" or "NotEqual".
	MatchType string
	// Value that the claim is compared with.
	Value string
	// Role is the logical id of the role, or the ARN of one that the template doesn't define.
	Role string
}

// String writes the rule as `claim MatchType "value"`.
func (r Rule) String() string { return fmt.Sprintf("%s %s %q", r.Claim, r.MatchType, r.Value) }

// PrincipalTagMapping turns claims of the users of one provider into session tags.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/attributes-for-access-control.html
type PrincipalTagMapping struct {
	// LogicalID is the resource in the template.
	LogicalID string
	// IdentityProvider is the provider that it is for; for a user pool without a client id. What only the deployment knows is
	// written as Fn::Sub would.
	IdentityProvider string
	// PrincipalTags are the claims by the session tags that they become; the default ones where UseDefaults is all there is.
	PrincipalTags map[string]string
	// UseDefaults says that the service's default tags are used. What it makes of PrincipalTags beside it is not documented.
	UseDefaults bool
}

// identityKind is the key of a role in a role attachment, and the value of a condition key in trust policies.
type identityKind string

const (
	authenticated   identityKind = "authenticated"
	unauthenticated identityKind = "unauthenticated"
)

// roleAttachment gives roles and role mappings to an identity pool.
type roleAttachment struct {
	logicalID      string
	condition      string
	identityPoolID value
	roles          map[identityKind]value
	rolesKnown     bool // false if only the deployment knows all the roles
	mappings       []*roleMapping
	mappingsKnown  bool // false if only the deployment knows all the mappings
}

type roleMapping struct {
	key        string
	provider   providerName
	typeName   value
	resolution value
	rules      []rule
	rulesKnown bool // false if only the deployment knows all the rules
}

type rule struct {
	claim     value
	matchType value
	value     value
	roleARN   value
}

type principalTagMapping struct {
	logicalID      string
	condition      string
	identityPoolID value
	provider       providerName
	tags           map[string]value
	tagsKnown      bool // false if only the deployment knows all the tags
	useDefaults    answer
}

func (r *reader) roleAttachment(from resource) *roleAttachment {
	at, properties := from.at, from.properties
	attachment := &roleAttachment{
		logicalID:      from.logicalID,
		condition:      from.condition,
		identityPoolID: r.requiredText(at.field("IdentityPoolId"), properties["IdentityPoolId"]),
		roles:          map[identityKind]value{},
	}
	roles, known := r.objectOrDeferred(at.field("Roles"), properties["Roles"])
	attachment.rolesKnown = known
	for _, kind := range []identityKind{authenticated, unauthenticated} {
		if arn := r.text(at.field("Roles").field(string(kind)), roles[string(kind)]); !arn.isEmpty() {
			attachment.roles[kind] = arn
		}
	}
	mappings, known := r.objectOrDeferred(at.field("RoleMappings"), properties["RoleMappings"])
	attachment.mappingsKnown = known
	for _, key := range sortedKeys(mappings) {
		mapping, known := r.objectOrDeferred(at.field("RoleMappings").field(key), mappings[key])
		attachment.mappingsKnown = attachment.mappingsKnown && known
		if known && mapping != nil {
			attachment.mappings = append(attachment.mappings, r.roleMapping(at.field("RoleMappings").field(key), key, mapping))
		}
	}
	return attachment
}

// roleMapping reads one role mapping. Its provider is the key if it doesn't name one.
func (r *reader) roleMapping(at place, key string, fields map[string]any) *roleMapping {
	provider := literal(key)
	if !isAbsent(fields["IdentityProvider"]) {
		provider = r.text(at.field("IdentityProvider"), fields["IdentityProvider"])
	}
	mapping := &roleMapping{
		key:        key,
		provider:   r.evaluator.parseProviderName(provider),
		typeName:   r.requiredText(at.field("Type"), fields["Type"]),
		resolution: r.text(at.field("AmbiguousRoleResolution"), fields["AmbiguousRoleResolution"]),
	}
	at = at.field("RulesConfiguration")
	configuration, known := r.objectOrDeferred(at, fields["RulesConfiguration"])
	rules, rulesKnown := r.list(at.field("Rules"), configuration["Rules"])
	mapping.rulesKnown = known && rulesKnown
	for i, each := range rules {
		if fields, known := r.objectOrDeferred(at.field("Rules").item(i), each); known {
			mapping.rules = append(mapping.rules, r.rule(at.field("Rules").item(i), fields))
		} else {
			mapping.rulesKnown = false
		}
	}
	return mapping
}

func (r *reader) rule(at place, fields map[string]any) rule {
	return rule{
		claim:     r.requiredText(at.field("Claim"), fields["Claim"]),
		matchType: r.requiredText(at.field("MatchType"), fields["MatchType"]),
		value:     r.requiredText(at.field("Value"), fields["Value"]),
		roleARN:   r.requiredText(at.field("RoleARN"), fields["RoleARN"]),
	}
}

func (r *reader) principalTagMapping(from resource) *principalTagMapping {
	at, properties := from.at, from.properties
	provider := r.requiredText(at.field("IdentityProviderName"), properties["IdentityProviderName"])
	mapping := &principalTagMapping{
		logicalID:      from.logicalID,
		condition:      from.condition,
		identityPoolID: r.requiredText(at.field("IdentityPoolId"), properties["IdentityPoolId"]),
		provider:       r.evaluator.parseProviderName(provider),
		tags:           map[string]value{},
		useDefaults:    r.boolean(at.field("UseDefaults"), properties["UseDefaults"]),
	}
	tags, known := r.objectOrDeferred(at.field("PrincipalTags"), properties["PrincipalTags"])
	mapping.tagsKnown = known
	for _, key := range sortedKeys(tags) {
		mapping.tags[key] = r.text(at.field("PrincipalTags").field(key), tags[key])
	}
	if len(tags) == 0 && mapping.useDefaults == yes {
		for key, claim := range cognito.DefaultPrincipalTags() {
			mapping.tags[key] = literal(claim)
		}
	}
	return mapping
}

func (m *roleMapping) public(template *Template) RoleMapping {
	shown := RoleMapping{
		Key:                     m.key,
		IdentityProvider:        m.provider.String(),
		Type:                    m.typeName.String(),
		AmbiguousRoleResolution: m.resolution.String(),
	}
	for _, rule := range m.rules {
		shown.Rules = append(shown.Rules, rule.public(template))
	}
	return shown
}

func (r rule) public(template *Template) Rule {
	return Rule{
		Claim:     r.claim.String(),
		MatchType: r.matchType.String(),
		Value:     r.value.String(),
		Role:      template.roleWithARN(r.roleARN).String(),
	}
}

func (m *principalTagMapping) public() PrincipalTagMapping {
	shown := PrincipalTagMapping{
		LogicalID:        m.logicalID,
		IdentityProvider: m.provider.String(),
		PrincipalTags:    map[string]string{},
		UseDefaults:      m.useDefaults == yes,
	}
	for key, claim := range m.tags {
		shown.PrincipalTags[key] = claim.String()
	}
	return shown
}
