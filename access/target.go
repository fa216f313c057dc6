package access

import (
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/iam"
)

// target is what a request is about.
type target struct {
	resource *cfn.Resource // nil if it is none of the app
	isAbsent bool          // its condition is false
	policies []iam.Policy
}

// target finds the policies of resources that count. A resource that the app doesn't define may have one that nobody here knows.
func (p *policies) target(request Request, arn cfn.Value) target {
	service := request.service()
	if iam.IsAboutNoResource(request.Action) {
		return target{}
	}
	resource := p.deployment.resourceIn(arn, service)
	found := target{resource: resource, policies: p.policiesOf(resource, arn, service)}
	if resource != nil {
		found.isAbsent = p.deployment.templates.Exists(resource) == answer.No
		return found
	}
	if iam.HasResourcePolicies(service) {
		found.policies = append(found.policies, unknownPolicyOf(arn))
	}
	return found
}

// policiesOf are the policies of resources that count for what an ARN names, which is in a resource of the app unless that is nil.
func (p *policies) policiesOf(resource *cfn.Resource, arn cfn.Value, service string) []iam.Policy {
	if resource != nil && isQualifiedFunction(resource) {
		return p.permissionsOfQualified(arn)
	}
	return p.resources().decidingAbout(resource, service)
}

// unknownPolicyOf is the policy of a resource that the app doesn't define, or of all that a request without a resource is about.
func unknownPolicyOf(arn cfn.Value) iam.Policy {
	if arn.Is("*") {
		return iam.UnknownPolicy("resources outside of the app", "may have policies that are in no template, so what these allow and deny is unknown")
	}
	return iam.UnknownPolicy("the policy of "+arn.String(), "is in no template, so what it allows and denies is unknown")
}

// resourceIn returns the resource of the app whose ARN an ARN is, or is in: the bucket of an object, the table of an index. The service is that of
// the action.
func (d *deployment) resourceIn(arn cfn.Value, service string) *cfn.Resource {
	parts := arn.Parts()
	for at, part := range parts {
		resource, _ := part.Resource()
		if resource == nil || at == len(parts)-1 {
			continue
		}
		rest := parts[at+1]
		if own, known := resource.ARN(); known && rest.IsLiteral() && strings.ContainsAny(rest.Text[:1], "/:") {
			var beginning []cfn.Value
			for _, before := range parts[:at+1] {
				beginning = append(beginning, before.Value())
			}
			if cfn.Same(own, cfn.Join(beginning...)) == answer.Yes {
				return resource
			}
		}
	}
	for {
		if resource := d.withARN(arn, service); resource != nil {
			return resource
		}
		shorter, isShorter := withoutLastPart(arn)
		if !isShorter {
			return nil
		}
		arn = shorter
	}
}

// withARN returns the resource of the app that has an ARN; of several with one name, the one that is there.
func (d *deployment) withARN(arn cfn.Value, service string) *cfn.Resource {
	resource, found := d.app.ResourceOfARN(arn)
	switch {
	case !found:
		return resourceAtEnd(arn, service)
	case d.templates.Exists(resource) != answer.No:
		return resource
	}
	name := arn.Suffix()
	for _, other := range d.named(name[strings.LastIndexAny(name, "/:")+1:]) {
		if own, known := other.ARN(); known && cfn.Same(own, arn) == answer.Yes {
			return other
		}
	}
	return resource
}

// resourceAtEnd returns the resource of a service whose name or ARN ends an ARN of which it isn't known in full how it is written. A text beside
// the name makes it another one, and what a function returns may name anything.
func resourceAtEnd(arn cfn.Value, service string) *cfn.Resource {
	parts := arn.Parts()
	if len(parts) == 0 {
		return nil
	}
	resource, attribute := parts[len(parts)-1].Resource()
	if resource == nil || resource.IsCustom() {
		return nil
	}
	isOfService := service == "" || resource.Service() == service
	if len(parts) == 1 {
		if isOfService || attribute == "" || strings.HasSuffix(attribute, "Arn") {
			return resource
		}
		return nil
	}
	own, known := resource.ARN()
	before := parts[len(parts)-2].Text
	isWholeName := parts[len(parts)-2].IsLiteral() && strings.ContainsAny(before[len(before)-1:], "/:")
	isOther := known && !arn.HasWildcard() && cfn.Same(own, arn) == answer.No
	if !isOfService || !isWholeName || isOther {
		return nil
	}
	return resource
}

// withoutLastPart cuts off what follows the last slash or colon.
func withoutLastPart(arn cfn.Value) (cfn.Value, bool) {
	last := arn.Suffix()
	end := strings.LastIndexAny(last, "/:")
	if end < 0 {
		return arn, false
	}
	parts := arn.Parts()
	var shorter []cfn.Value
	for _, part := range parts[:len(parts)-1] {
		shorter = append(shorter, part.Value())
	}
	return cfn.Join(append(shorter, cfn.Literal(last[:end]))...), true
}
