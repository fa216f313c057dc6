package access

import (
	"maps"
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
	"github.com/awscdk-constructs/identitypool/internal/iam"
)

const principalTagPrefix = "aws:principaltag/"

// unknownIdentity is the id of an identity, different from all others.
func unknownIdentity() cfn.Value {
	return cfn.Unique(cognito.CommercialPrincipal+cognito.SubjectKey, "only the session knows its identity id")
}

// principal is a session of a role. Its name is what the enhanced flow calls all of them; in the classic flow the app chooses it.
func (p *pool) principal(of role, isClassicFlow bool) iam.Principal {
	arn := of.definition.arn()
	account := accountOf(arn)
	name := cognito.RoleSessionName
	if isClassicFlow {
		name = "*"
	}
	return iam.Principal{
		Federated: cfn.Literal(p.federated()),
		Role:      arn,
		Session: cfn.Join(
			cfn.Literal("arn:"), of.definition.resource.Stack.Partition(), cfn.Literal(":sts::"), account, cfn.Literal(":assumed-role/"),
			of.definition.resource.Ref(), cfn.Literal("/"+name), // the role's name without its path
		),
		Account: account,
	}
}

// federated is the principal that stands for Cognito in trust policies. Where the region isn't known it is the commercial one: a role that certainly
// admits somebody trusts that one.
func (p *pool) federated() string {
	if region, known := p.region(); known {
		if principal, documented := cognito.FederatedPrincipal(region); documented {
			return principal
		}
	}
	return cognito.CommercialPrincipal
}

// context is what each request of a session has.
//
// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
func (p *pool) context(who identity, of *roleDefinition, tags principalTags, identityID cfn.Value) iam.Context {
	principal := p.federated()
	context := who.request("", principal).Context.With(
		iam.Key{Name: principal + cognito.SubjectKey, Values: []cfn.Value{identityID}},
		iam.Key{Name: "aws:PrincipalArn", Values: []cfn.Value{of.arn()}},
		iam.Key{Name: "aws:PrincipalType", Values: []cfn.Value{cfn.Literal("AssumedRole")}},
		iam.Key{Name: "aws:PrincipalAccount", Values: []cfn.Value{accountOf(of.arn())}},
		iam.Key{Name: "aws:SecureTransport", Values: []cfn.Value{cfn.Literal("true")}},
		iam.Key{Name: "aws:username"},
	)
	return tags.over(of.tags()).addTo(context)
}

// principalTags are the values of aws:PrincipalTag, by key.
type principalTags struct {
	values        map[string]cfn.Value
	unknown       map[string]bool // they may have any value or none
	mayHaveOthers bool
}

// tagsOf are the session tags of a user.
func (p *pool) tagsOf(made attempt) principalTags {
	tags := principalTags{values: map[string]cfn.Value{}, unknown: map[string]bool{}}
	user := made.user
	if user.provider == nil {
		return tags
	}
	tags.mayHaveOthers = user.provider.kind == developerProvider // whose backend sets tags with each call
	for _, mapping := range p.tagMappings {
		applies := p.tagsApply(mapping, user.provider)
		if applies == answer.No {
			continue
		}
		tags.mayHaveOthers = tags.mayHaveOthers || mapping.uncertainty(applies) != ""
		for _, key := range slices.Sorted(maps.Keys(mapping.tags)) {
			tags.add(key, mapping.tags[key], user, applies)
		}
	}
	return tags
}

func (t *principalTags) add(key string, claimName cfn.Value, user token, applies answer.Answer) {
	name := strings.ToLower(key)
	known, isKnown := claimName.Literal()
	found := user.claim(known)
	switch {
	case applies != answer.Yes || !isKnown:
		t.unknown[name] = true
	case !found.present:
	case found.documented:
		t.values[name] = cfn.Literal(found.text)
	default:
		t.values[name] = cfn.AtRunTime("aws:PrincipalTag/"+key, "the value of claim "+known+" is not known")
	}
}

// mappedTags are the session tags of somebody whose claims are not known.
func (p *pool) mappedTags(idp *provider) principalTags {
	tags := principalTags{unknown: map[string]bool{}}
	if idp == nil {
		return tags
	}
	tags.mayHaveOthers = idp.kind == developerProvider
	for _, mapping := range p.tagMappings {
		if applies := p.tagsApply(mapping, idp); applies != answer.No {
			tags.mayHaveOthers = tags.mayHaveOthers || mapping.uncertainty(applies) != ""
			for key := range mapping.tags {
				tags.unknown[strings.ToLower(key)] = true
			}
		}
	}
	return tags
}

// tags are the role's own.
func (r *roleDefinition) tags() principalTags {
	tags := principalTags{values: map[string]cfn.Value{}}
	list, known := r.properties.Field("Tags").OneOrMore()
	tags.mayHaveOthers = !known
	for _, tag := range list {
		key, isKnown := tag.Field("Key").Text().Literal()
		if !isKnown {
			tags.mayHaveOthers = true
			continue
		}
		tags.values[strings.ToLower(key)] = tag.Field("Value").Text()
	}
	return tags
}

// over is what session tags make of the tags of the role: those of the same key win.
func (t principalTags) over(role principalTags) principalTags {
	merged := principalTags{values: map[string]cfn.Value{}, unknown: t.unknown, mayHaveOthers: t.mayHaveOthers || role.mayHaveOthers}
	if !t.mayHaveOthers {
		maps.Copy(merged.values, role.values)
	}
	maps.Copy(merged.values, t.values)
	for key := range t.unknown {
		delete(merged.values, key)
	}
	return merged
}

// addTo adds the tags to what a request has. Those that are neither known nor possible are certainly absent.
func (t principalTags) addTo(context iam.Context) iam.Context {
	var keys []iam.Key
	for name, value := range t.values {
		keys = append(keys, iam.Key{Name: principalTagPrefix + name, Values: []cfn.Value{value}})
	}
	context = context.With(keys...)
	if t.mayHaveOthers {
		return context
	}
	unknown := make([]string, 0, len(t.unknown))
	for name := range t.unknown {
		unknown = append(unknown, principalTagPrefix+name)
	}
	return context.WithUnknown(unknown...).Without(principalTagPrefix)
}
