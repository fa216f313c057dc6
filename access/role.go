package access

import (
	"slices"
	"strings"
	"sync"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/iam"
)

// trustPolicyProperty says who may assume a role.
const trustPolicyProperty = "AssumeRolePolicyDocument"

// role is a role as something in a template, or in a test, names it.
type role struct {
	arn        cfn.Value
	definition *roleDefinition // nil if the app doesn't define it in this deployment
	account    cfn.Value       // empty if it isn't known
	misnamed   string          // why what stands there can't be the ARN of a role; empty if it can
}

// roleDefinition is a role that a template of the app defines.
type roleDefinition struct {
	resource     *cfn.Resource
	properties   cfn.Property
	trust        func() trustPolicy // read when it is asked for first: most roles of an app have nothing to do with identity pools
	trustsAnyone func() bool        // likewise; somebody who does not come from Cognito
	firstAlike   func() *roleDefinition
}

// trustText is a trust policy as a template writes it. Roles with the same text in one stack trust the same identities, and many roles of an
// app are written alike.
type trustText struct {
	stack   *cfn.Stack
	written string
}

func (d *deployment) readRole(resource *cfn.Resource) *roleDefinition {
	properties := d.templates.Properties(resource)
	read := &roleDefinition{resource: resource, properties: properties}
	read.trust = sync.OnceValue(func() trustPolicy {
		return newTrustPolicy(iam.ReadPolicy(properties.Field(trustPolicyProperty), resource.Name()))
	})
	read.firstAlike = sync.OnceValue(func() *roleDefinition { return d.firstAlike(read) })
	read.trustsAnyone = sync.OnceValue(func() bool {
		if first := read.firstAlike(); first != read {
			return first.trustsAnyone()
		}
		return admitsAnyone(read.trust().Policy)
	})
	return read
}

// firstAlike returns the role that was asked first of those with the same trust policy.
func (d *deployment) firstAlike(definition *roleDefinition) *roleDefinition {
	text := trustText{definition.resource.Stack, definition.properties.Field(trustPolicyProperty).Written()}
	first, _ := d.byTrust.LoadOrStore(text, definition)
	alike, _ := first.(*roleDefinition)
	return alike
}

func (r *roleDefinition) arn() cfn.Value { return r.resource.Attribute("Arn") }

// definitionOf returns what a role is in this deployment, nil if it isn't there.
func (d *deployment) definitionOf(resource *cfn.Resource) *roleDefinition {
	if definition, isRead := d.byRole[resource]; isRead {
		return definition
	}
	if d.templates.Exists(resource) == answer.No {
		return nil
	}
	return d.readRole(resource)
}

// trustRewriter returns a custom resource that is given a role, nil if there is none. That of Amplify writes the trust policy, which in
// the template admits nobody.
//
// See: https://docs.amplify.aws/gen1/react/tools/cli/project/override/
func (d *deployment) trustRewriter(definition *roleDefinition) *cfn.Resource {
	return d.customResourceWith(definition.resource.Ref(), definition.arn(), definition.properties.Field("RoleName").Text())
}

// roleWithARN returns the role that an ARN in a template stands for.
func (d *deployment) roleWithARN(arn cfn.Value) role {
	found := role{arn: arn, account: accountOf(arn), misnamed: misnamed(arn)}
	if resource, defined := d.resourceOfRole(arn); defined {
		found.definition = d.definitionOf(resource)
	}
	return found
}

func (d *deployment) resourceOfRole(arn cfn.Value) (*cfn.Resource, bool) {
	resource, isARN := d.app.ResourceOfARN(arn)
	if !isARN || resource.Type != roleType {
		return nil, false
	}
	name := arn.Suffix()
	name = name[strings.LastIndex(name, "/")+1:]
	if name == "" { // by its Ref or an attribute, not by a name that a template gives
		return resource, true
	}
	named := slices.DeleteFunc(d.named(name), func(other *cfn.Resource) bool {
		return other.Type != roleType || cfn.Same(other.Attribute("Arn"), arn) != answer.Yes
	})
	if len(named) != 1 {
		return nil, false // of two roles with one name, conditions decide which there is
	}
	return named[0], true
}

// roleNamed returns the role that a test or a claim names by its construct path, logical id, name or ARN.
func (d *deployment) roleNamed(name string) role {
	for _, resource := range d.named(name) {
		if resource.Type == roleType {
			return d.roleWithARN(resource.Attribute("Arn"))
		}
	}
	return d.roleWithARN(cfn.Literal(name))
}

// mayBeRole reports whether a login can ask for a role by a name. No name asks for none.
func (d *deployment) mayBeRole(name string) bool {
	isRole := func(resource *cfn.Resource) bool { return resource.Type == roleType }
	return name == "" || strings.HasPrefix(name, "arn:") || strings.Contains(name, "${") || slices.ContainsFunc(d.named(name), isRole)
}

// whyUndefined says why nothing is known of the role's trust policy.
func (r role) whyUndefined() string {
	const undefined = "its trust policy is not in the templates"
	if parts := r.arn.Parts(); len(parts) == 1 && !parts[0].IsLiteral() {
		return undefined + ": " + parts[0].Reason()
	}
	return undefined
}

// String is the construct path or logical id, or the ARN of a role that the app does not define.
func (r role) String() string {
	if r.definition != nil {
		return r.definition.resource.Name()
	}
	return r.arn.String()
}

// is reports whether two roles are the same.
func (r role) is(other role) answer.Answer {
	if r.definition != nil && other.definition != nil {
		return answer.Of(r.definition == other.definition)
	}
	return cfn.Same(r.arn, other.arn)
}

func misnamed(arn cfn.Value) string {
	if arn.IsEmpty() {
		return "" // what is missing is another fault
	}
	if resource, isRef := arn.Resource(); isRef && resource.Type == roleType {
		return "the Ref of " + resource.Name() + " is the role's name, not its ARN"
	}
	if _, isLiteral := arn.Literal(); isLiteral && !arn.IsARN() {
		return "it is not the ARN of a role"
	}
	return ""
}

// accountOf returns the account in arn:<partition>:iam::<account>:role/<path><name>.
func accountOf(arn cfn.Value) cfn.Value {
	head, _, isRole := arn.Cut(":role/")
	_, account, hasService := head.Cut(":iam::")
	if !isRole || !hasService || !arn.IsARN() {
		return cfn.Value{}
	}
	return account
}

// isOfAccount reports whether a role is of the identity pool's account.
func (p *pool) isOfAccount(r role) answer.Answer {
	if !p.isDefined() || r.account.IsEmpty() {
		return answer.Yes // as far as anything tells
	}
	return cfn.Same(r.account, p.stack.Account())
}

func (p *pool) isOfOtherAccount(r role) bool { return p.isOfAccount(r) == answer.No }
