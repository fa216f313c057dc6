package access

import (
	"regexp"
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// The names of the public login providers, for [Login].
const (
	Amazon   = cognito.Amazon
	Apple    = cognito.Apple
	Facebook = cognito.Facebook
	Google   = cognito.Google
	Twitter  = cognito.Twitter
)

type providerKind int

const (
	socialProvider providerKind = iota
	userPoolProvider
	openIDProvider
	samlProvider
	developerProvider // a custom backend that authenticates users
)

// provider is a provider that an identity pool has.
type provider struct {
	providerName

	kind     providerKind
	at       cfn.Property
	invalid  string // why the service refuses it; empty if it doesn't
	doubtful string // why it isn't sure that the service takes it; empty if it is
}

func (p *provider) hasUndocumentedClaims() bool { return p.text.Is(Twitter) }

// doubt is what comes of a login where it isn't sure that the service takes the provider.
func (p *provider) doubt() *roleChoice {
	doubt := undecided("whether the service takes the provider %s is not known: %s", p, p.doubtful)
	return &doubt
}

// resource returns what the app defines of the provider: the client of a user pool, an OpenID Connect or a SAML provider.
func (p *provider) resource() (*cfn.Resource, bool) {
	if p.class == userPoolClass {
		return p.clientID.Resource()
	}
	return p.text.Resource()
}

// String is the shortest name that a test can give to the provider.
func (p *provider) String() string {
	if resource, defined := p.resource(); defined {
		return resource.Name()
	}
	return p.text.String()
}

// findProvider returns the provider of a login; without one it says why.
func (p *pool) findProvider(name string) (*provider, roleChoice) {
	isNamed, problem := p.providerNamed(name)
	if problem != "" {
		return nil, undecided("%s of %s; %s", problem, p.name, p.providerNames())
	}
	quoted := cognito.Quote(name)
	found, possible := p.providersThat(isNamed)
	switch {
	case len(found) == 1:
		return found[0], roleChoice{}
	case len(found) > 1:
		return nil, undecided("%s is more than one provider of %s; name the client: %s", quoted, p.name, p.providerNames())
	case len(possible) > 0:
		return nil, undecided("only the deployment knows whether %s is %s, a provider of %s", quoted, possible[0], p.name)
	case !p.providersKnown:
		return nil, undecided("only the deployment knows all the providers of %s", p.name)
	case p.deployment.isTemplateName(name) && len(p.deployment.named(name)) == 0:
		return nil, misspelt("%s is neither a resource of the templates nor a provider of %s; %s", quoted, p.name, p.providerNames())
	default:
		return nil, refuse("%s is not a provider of %s; %s", quoted, p.name, p.providerNames())
	}
}

// providersThat returns the providers for which the answer is yes, and those for which it is unknown.
func (p *pool) providersThat(isWanted func(*provider) answer.Answer) (found, possible []*provider) {
	for _, provider := range p.providers {
		switch isWanted(provider) {
		case answer.Yes:
			found = append(found, provider)
		case answer.Unknown:
			possible = append(possible, provider)
		case answer.No:
		}
	}
	return found, possible
}

// providerNamed returns a question that is answered yes for the provider that a test names; else it says what is wrong with the name.
func (p *pool) providerNamed(name string) (isNamed func(*provider) answer.Answer, problem string) {
	isOf := func(types ...string) func(*cfn.Resource) bool {
		return func(resource *cfn.Resource) bool { return slices.Contains(types, resource.Type) }
	}
	resources := p.deployment.named(name)
	is := func(types ...string) (cfn.Value, bool) {
		if at := slices.IndexFunc(resources, isOf(types...)); at >= 0 {
			return resources[at].Ref(), true
		}
		return cfn.Value{}, false
	}
	if client, found := is(userPoolClientType); found {
		return func(one *provider) answer.Answer { return one.hasUserPoolPart(one.clientID, client) }, ""
	}
	if userPool, found := is(userPoolType); found {
		return func(one *provider) answer.Answer { return one.hasUserPoolPart(one.userPoolID, userPool) }, ""
	}
	if iamProvider, found := is(openIDConnectType, customOpenIDConnectType, samlProviderType); found {
		return func(one *provider) answer.Answer { return one.is(iamName(iamProvider)) }, ""
	}
	wanted := parseProviderName(cfn.Literal(name))
	isNamed = func(one *provider) answer.Answer { return one.isShownOrNamed(name, wanted) }
	if len(resources) > 0 && answer.AnyOf(p.providers, isNamed) != answer.Yes {
		return nil, cognito.Quote(name) + " is an " + resources[0].Type + ", not a provider"
	}
	return isNamed, ""
}

func (p *provider) hasUserPoolPart(part, wanted cfn.Value) answer.Answer {
	if p.class != userPoolClass {
		return answer.No
	}
	return cfn.Same(part, wanted)
}

// isShownOrNamed takes the name that is shown, and what the service calls the provider, a user pool also without client.
func (p *provider) isShownOrNamed(name string, wanted providerName) answer.Answer {
	switch {
	case p.String() == name || p.text.String() == name || p.withoutClient().text.String() == name:
		return answer.Yes
	case wanted.clientID.IsEmpty():
		return p.withoutClient().is(wanted)
	default:
		return p.is(wanted)
	}
}

// templateName is a logical id or a construct path, and not what a provider is called: "The logical ID must be alphanumeric (A-Za-z0-9)",
// and what stands before the slash in a provider's name is a host with dots, or an ARN.
var templateName = regexp.MustCompile(`^/?[A-Za-z0-9]+$|^/?[\w-]+/`)

var logicalID = regexp.MustCompile(`^[A-Za-z0-9]+$`)

// isTemplateName also takes a logical id behind a stack of the app and a dot, as which several stacks show it.
func (d *deployment) isTemplateName(text string) bool {
	return templateName.MatchString(text) || slices.ContainsFunc(d.app.Stacks(), func(stack *cfn.Stack) bool {
		behind, isOfStack := strings.CutPrefix(text, stack.Name()+".")
		return isOfStack && logicalID.MatchString(behind)
	})
}
