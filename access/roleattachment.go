package access

import (
	"slices"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
)

// roleAttachment gives roles and role mappings to an identity pool.
type roleAttachment struct {
	resource       *cfn.Resource
	properties     cfn.Property
	identityPoolID cfn.Value
	roles          map[identityKind]attachedRole
	rolesKnown     bool // false if only the deployment knows all the roles
	mappings       []*roleMapping
	mappingsKnown  bool // false if only the deployment knows all the mappings
}

// attachedRole is a role by which signed-in users or guests go where no role mapping chooses another one.
type attachedRole struct {
	role

	at cfn.Property
}

// roleMapping chooses the roles of the users of one provider.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
type roleMapping struct {
	resource   *cfn.Resource // the role attachment
	at         cfn.Property
	key        string
	provider   providerName
	typeName   cfn.Value
	resolution cfn.Value
	rules      []mappingRule
	rulesKnown bool      // false if only the deployment knows all the rules
	imported   *provider // what the mapping tells of its provider, for an identity pool that no template defines
}

// mappingRule gives a role to the users whose token has a claim with a certain value.
//
// See: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-cognito-identitypoolroleattachment-mappingrule.html
type mappingRule struct {
	at        cfn.Property
	claim     cfn.Value
	matchType cfn.Value
	value     cfn.Value
	role      role
}

func (d *deployment) readRoleAttachment(resource *cfn.Resource) *roleAttachment {
	properties := d.templates.Properties(resource)
	attachment := &roleAttachment{
		resource:       resource,
		properties:     properties,
		identityPoolID: properties.Field(identityPoolIDProperty).Text(),
		roles:          map[identityKind]attachedRole{},
	}
	roles := properties.Field("Roles")
	_, attachment.rolesKnown = membersOf(roles)
	for _, kind := range []identityKind{authenticated, unauthenticated} {
		if arn := roles.Field(string(kind)); arn.Exists() && roles.Kind() == cfn.Object {
			attachment.roles[kind] = attachedRole{role: d.roleWithARN(arn.Text()), at: arn}
		}
	}
	mappings := properties.Field("RoleMappings")
	keys, known := membersOf(mappings)
	attachment.mappingsKnown = known
	for _, key := range slices.Sorted(slices.Values(keys)) {
		mapping := mappings.Field(key)
		_, known := membersOf(mapping)
		attachment.mappingsKnown = attachment.mappingsKnown && known
		if known && mapping.Exists() {
			attachment.mappings = append(attachment.mappings, d.readRoleMapping(resource, key, mapping))
		}
	}
	return attachment
}

// readRoleMapping reads one role mapping. Its provider is the key if it doesn't name one.
func (d *deployment) readRoleMapping(resource *cfn.Resource, key string, at cfn.Property) *roleMapping {
	name := cfn.Literal(key)
	if given := at.Field("IdentityProvider"); given.Exists() {
		name = given.Text()
	}
	mapping := &roleMapping{
		resource:   resource,
		at:         at,
		key:        key,
		provider:   parseProviderName(name),
		typeName:   at.Field("Type").Text(),
		resolution: at.Field("AmbiguousRoleResolution").Text(),
	}
	mapping.imported = &provider{providerName: mapping.provider}
	if mapping.provider.class == userPoolClass {
		mapping.imported.kind = userPoolProvider
	}
	rules := at.Field("RulesConfiguration").Field("Rules")
	_, configurationKnown := membersOf(at.Field("RulesConfiguration"))
	elements, known := elementsOf(rules)
	mapping.rulesKnown = configurationKnown && known
	for _, element := range elements {
		if _, known := membersOf(element); !known {
			mapping.rulesKnown = false
			continue
		}
		mapping.rules = append(mapping.rules, mappingRule{
			at:        element,
			claim:     element.Field("Claim").Text(),
			matchType: element.Field("MatchType").Text(),
			value:     element.Field("Value").Text(),
			role:      d.roleWithARN(element.Field("RoleARN").Text()),
		})
	}
	return mapping
}

// attachment returns the one role attachment that an identity pool can have; without one it says what follows from that.
func (p *pool) attachment() (*roleAttachment, *roleChoice) {
	var problem roleChoice
	switch {
	case len(p.attachments) == 1 && !p.deployment.existsWherever(p.attachments[0].resource, p.resource):
		problem = undecided("only the deployment knows whether %s exists, which depends on the condition %s",
			p.attachments[0].resource.Name(), p.attachments[0].resource.Condition)
	case len(p.attachments) == 1:
		return p.attachments[0], nil
	case len(p.attachments) > 1:
		problem = undecided("%s has %d role attachments, of which only one can be deployed", p.name, len(p.attachments))
	case p.isAttachedElsewhere():
		problem = undecided("no %s is for %s, which may get its roles through %s", roleAttachmentType, p.name, p.attachedThrough())
	default:
		problem = refuse("no %s is for %s, so it has no roles", roleAttachmentType, p.name)
		problem = problem.uncertainBecause("unless something else than the templates gives it roles")
	}
	return nil, &problem
}

// mappingOf is the role mapping for a provider, nil if it has none, or what follows from it being unknown.
type mappingOf struct {
	mapping *roleMapping
	problem *roleChoice
}

// findRoleMapping returns the role mapping for a provider, nil if it has none.
func (p *pool) findRoleMapping(idp *provider) (*roleMapping, *roleChoice) {
	known, found := p.mappings.Load(idp)
	if !found {
		known, _ = p.mappings.LoadOrStore(idp, p.searchRoleMapping(idp))
	}
	of, _ := known.(mappingOf)
	return of.mapping, of.problem
}

func (p *pool) searchRoleMapping(idp *provider) mappingOf {
	if idp.doubtful != "" {
		return mappingOf{problem: idp.doubt()}
	}
	attachment, problem := p.attachment()
	if problem != nil {
		return mappingOf{problem: problem}
	}
	var found *roleMapping
	for _, mapping := range attachment.mappings {
		isFor := mapping.provider.is(idp.providerName)
		switch {
		case isFor == answer.Unknown:
			problem := undecided("only the deployment knows whether role mapping %q, for %s, is for %s", mapping.key, mapping.provider, idp)
			return mappingOf{problem: &problem}
		case isFor == answer.Yes && found != nil:
			problem := undecided("the role mappings %q and %q are both for %s, and AWS does not say which counts", found.key, mapping.key, idp)
			return mappingOf{problem: &problem}
		case isFor == answer.Yes:
			found = mapping
		}
	}
	if found == nil && !attachment.mappingsKnown {
		problem := undecided("only the deployment knows all the role mappings of %s", p.name)
		return mappingOf{problem: &problem}
	}
	return mappingOf{mapping: found}
}
