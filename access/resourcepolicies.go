package access

import (
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/iam"
)

// resourcePolicy is the policy of a resource.
type resourcePolicy struct {
	iam.Policy

	service  string
	resource *cfn.Resource // nil if it is none of the app, or not known
}

// resourcePolicies are the policies of resources in one deployment.
type resourcePolicies struct {
	byService map[string][]resourcePolicy // by the service of the actions that they decide about; all of them under the empty name
	all       []iam.Policy
	unread    map[*cfn.Resource][]iam.Policy // by what they may be the policy of
}

func (p *policies) readResourcePolicies() *resourcePolicies {
	read := &resourcePolicies{byService: map[string][]resourcePolicy{}, unread: map[*cfn.Resource][]iam.Policy{}}
	for _, form := range resourcePolicyForms {
		for _, resource := range p.deployment.templates.Resources(form.typeName) {
			for _, document := range descend(p.deployment.templates.Properties(resource), form.documentPath) {
				read.add(p.resourcePoliciesIn(form, resource, document)...)
			}
		}
	}
	for _, resource := range p.deployment.templates.Resources(lambdaPermissionType) {
		if policy, counts := p.lambdaPermission(resource); counts {
			read.add(policy)
		}
	}
	for _, resource := range p.deployment.templates.Resources() {
		if isUnreadPolicy(resource.Type) {
			read.addUnread(resource)
		}
	}
	return read
}

// addUnread takes a policy of a form that isn't read for one of each resource of its service that it mentions.
func (r *resourcePolicies) addUnread(policy *cfn.Resource) {
	for _, of := range policy.References() {
		if namespaceOf(of.Type) == namespaceOf(policy.Type) {
			unread := iam.UnknownPolicy(policy.Name(), "is of the type "+policy.Type+", which is not read")
			r.unread[of] = append(r.unread[of], unread)
		}
	}
}

func (r *resourcePolicies) add(policies ...resourcePolicy) {
	for _, each := range policies {
		r.byService[each.service] = append(r.byService[each.service], each)
		r.byService[""] = append(r.byService[""], each)
		r.all = append(r.all, each.Policy)
	}
}

// decidingAbout are the policies that count for a request: of the resource that it is about, and of what isn't known. Where it is about no
// resource of the app, these are the policies of all resources of the service.
func (r *resourcePolicies) decidingAbout(resource *cfn.Resource, service string) []iam.Policy {
	var found []iam.Policy
	for _, each := range r.byService[service] {
		if resource == nil || each.resource == nil || each.resource == resource {
			found = append(found, each.Policy)
		}
	}
	return append(found, r.unread[resource]...)
}

// descend returns the places that a path leads to and that exist.
func descend(from cfn.Property, path string) []cfn.Property {
	step, rest, goesOn := strings.Cut(path, "/")
	next := []cfn.Property{from.Field(step)}
	if step == "*" {
		items, known := from.Items()
		next = items
		if !known {
			next = []cfn.Property{from}
		}
	}
	if !goesOn {
		return slices.DeleteFunc(next, func(each cfn.Property) bool { return !each.Exists() })
	}
	var found []cfn.Property
	for _, each := range next {
		found = append(found, descend(each, rest)...)
	}
	return found
}

// resourcePoliciesIn reads a document, which may be the policy of several resources.
func (p *policies) resourcePoliciesIn(form resourcePolicyForm, resource *cfn.Resource, document cfn.Property) []resourcePolicy {
	if form.ownerProperty == "" {
		return []resourcePolicy{p.resourcePolicy(form, resource, resource, document)}
	}
	var read []resourcePolicy
	names, known := p.deployment.templates.Properties(resource).Field(form.ownerProperty).OneOrMore()
	for _, name := range names {
		of := p.resourceNamed(name.Text())
		policy := p.resourcePolicy(form, resource, of, document)
		if of == nil {
			policy.DecidesAbout = form.places(form.arn(resource, name.Text()))
		}
		read = append(read, policy)
	}
	if !known {
		policy := p.resourcePolicy(form, resource, nil, document)
		policy.Doubt = "is for something that only the deployment knows"
		read = append(read, policy)
	}
	return read
}

// resourcePolicy reads the policy of a resource, or of nothing that the app shows.
func (p *policies) resourcePolicy(form resourcePolicyForm, resource, of *cfn.Resource, document cfn.Property) resourcePolicy {
	expand := func(written cfn.Value) cfn.Value { return written }
	if of != nil && form.service == "execute-api" {
		expand = func(written cfn.Value) cfn.Value { return expandedAPI(of, written) }
	}
	policy := iam.ReadPolicyOf(document, resource.Name(), expand)
	policy.MustDelegate = form.mustDelegate
	policy.Doubt = p.existence(resource)
	if of != nil {
		if arn, known := of.ARN(); known {
			policy.DecidesAbout = form.places(arn)
		}
	}
	return resourcePolicy{policy, form.service, of}
}

// arn is the ARN that a name stands for which isn't that of a resource of the app.
func (f resourcePolicyForm) arn(resource *cfn.Resource, name cfn.Value) cfn.Value {
	if f.arnPrefix == "" || name.IsARN() {
		return name
	}
	before, after, _ := strings.Cut(f.arnPrefix, "%")
	return cfn.Join(cfn.Literal(before), resource.Stack.Partition(), cfn.Literal(after), name)
}

// places are what a policy decides about. What isn't known to be an ARN may be anything.
func (f resourcePolicyForm) places(arn cfn.Value) []cfn.Value {
	if !arn.IsARN() {
		return []cfn.Value{cfn.AtRunTime(arn.String(), "only the deployment knows its ARN")}
	}
	if len(f.suffixes) == 0 {
		return []cfn.Value{arn}
	}
	var places []cfn.Value
	for _, each := range f.suffixes {
		places = append(places, cfn.Join(arn, cfn.Literal(each)))
	}
	return places
}

// resourceNamed returns the resource of the app that a template means by a Ref, an ARN or the name that another template part gives it.
func (p *policies) resourceNamed(name cfn.Value) *cfn.Resource {
	if resource, isRef := name.Resource(); isRef {
		return resource
	}
	if resource, isARN := p.deployment.app.ResourceOfARN(name); isARN {
		return resource
	}
	if text, known := name.Literal(); known {
		if found := p.deployment.app.Named(text); len(found) == 1 && cfn.Same(found[0].Ref(), name) == answer.Yes {
			return found[0]
		}
	}
	return nil
}

// expandedAPI is what API Gateway makes of a resource that leaves out the beginning: "execute-api:/stage/GET/orders".
//
// See: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
func expandedAPI(api *cfn.Resource, written cfn.Value) cfn.Value {
	before, after, found := written.Cut("execute-api:/")
	arn, known := api.ARN()
	if !found || !before.IsEmpty() || !known {
		return written
	}
	return cfn.Join(arn, cfn.Literal("/"), after)
}
