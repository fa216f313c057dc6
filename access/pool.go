package access

import (
	"encoding/json"
	"slices"
	"strings"
	"sync"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// pool is an identity pool in one deployment, with all that the app attaches to it.
type pool struct {
	deployment  *deployment
	resource    *cfn.Resource // nil for an identity pool that the app only attaches things to
	properties  cfn.Property
	stack       *cfn.Stack // of the resource, else of what is attached first
	id          cfn.Value
	name        string
	allowGuests answer.Answer
	// allowClassicFlow is unknown where the property is left out: the service's API refuses the classic flow only where it is told to,
	// and what CloudFormation tells it then is not documented.
	allowClassicFlow answer.Answer
	providers        []*provider
	providersKnown   bool // false if only the deployment knows all the providers
	attachments      []*roleAttachment
	tagMappings      []*principalTagMapping
	// possibleTagMappings are for an identity pool that only the deployment knows, which may be this one.
	possibleTagMappings []*principalTagMapping
	trusts              sync.Map         // iam.Verdict by trustQuestion
	certain             sync.Map         // likewise, whether the answer is certainly yes
	mappings            sync.Map         // mappingOf by provider
	roleUses            func() []roleUse // found when they are asked for first
	reachableRoles      func() []roleUse // likewise
}

func (d *deployment) readPool(resource *cfn.Resource) *pool {
	properties := d.templates.Properties(resource)
	read := &pool{
		deployment:       d,
		resource:         resource,
		properties:       properties,
		stack:            resource.Stack,
		id:               resource.Ref(),
		name:             resource.Name(),
		allowGuests:      properties.Field(allowGuestsProperty).Bool(),
		allowClassicFlow: answer.Unknown,
		providersKnown:   true,
	}
	if allowed := properties.Field("AllowClassicFlow"); allowed.Exists() {
		read.allowClassicFlow = allowed.Bool()
	}
	read.findRolesOnce()
	read.readLoginProviders(properties.Field("SupportedLoginProviders"))
	read.readUserPoolProviders(properties.Field("CognitoIdentityProviders"))
	read.readIAMProviders(openIDProvider, properties.Field("OpenIdConnectProviderARNs"))
	read.readIAMProviders(samlProvider, properties.Field("SamlProviderARNs"))
	if developer := properties.Field("DeveloperProviderName"); developer.Exists() {
		read.addProvider(&provider{kind: developerProvider, providerName: literalName(developer.Text()), at: developer})
	}
	return read
}

// importedPool is an identity pool of which nothing is known but what the app attaches to it.
func (d *deployment) importedPool(id cfn.Value, stack *cfn.Stack) *pool {
	imported := &pool{
		deployment: d, stack: stack, id: id, name: importedName(id),
		allowGuests: answer.Unknown, allowClassicFlow: answer.Unknown,
	}
	imported.findRolesOnce()
	return imported
}

func (p *pool) findRolesOnce() {
	p.roleUses = sync.OnceValue(p.findRoleUses)
	p.reachableRoles = sync.OnceValue(p.findReachableRoles)
}

func (p *pool) addProvider(one *provider) { p.providers = append(p.providers, one) }

func (p *pool) readLoginProviders(logins cfn.Property) {
	names, known := membersOf(logins)
	p.providersKnown = p.providersKnown && known
	for _, name := range slices.Sorted(slices.Values(names)) {
		p.addProvider(&provider{kind: socialProvider, providerName: literalName(cfn.Literal(name)), at: logins.Field(name)})
	}
}

func (p *pool) readUserPoolProviders(list cfn.Property) {
	elements, known := elementsOf(list)
	p.providersKnown = p.providersKnown && known
	for _, element := range elements {
		if _, known := membersOf(element); !known {
			p.providersKnown = false
			continue
		}
		read := &provider{
			kind:         userPoolProvider,
			providerName: withClient(element.Field("ProviderName").Text(), element.Field("ClientId").Text()),
			at:           element,
		}
		read.invalid, read.doubtful = p.invalidUserPool(read), p.doubtfulUserPool(read)
		p.addProvider(read)
	}
}

func (p *pool) readIAMProviders(kind providerKind, list cfn.Property) {
	arns, known := elementsOf(list)
	p.providersKnown = p.providersKnown && known
	for _, arn := range arns {
		read := &provider{kind: kind, providerName: iamName(arn.Text()), at: arn}
		read.invalid = invalidIAMProvider(arn.Text())
		p.addProvider(read)
	}
}

// isDefined reports whether a template of the app defines the identity pool.
func (p *pool) isDefined() bool { return p.resource != nil }

// region returns where the identity pool is, and false if that is not known. The id of an imported one begins with it.
func (p *pool) region() (string, bool) {
	if id, known := p.id.Literal(); known {
		if region, err := cognito.IdentityPoolRegion(id); err == nil {
			return region, true
		}
	}
	return p.stack.Region().Literal()
}

func (p *pool) roleMappings() []*roleMapping {
	var mappings []*roleMapping
	for _, attachment := range p.attachments {
		mappings = append(mappings, attachment.mappings...)
	}
	return mappings
}

// isAttachedElsewhere reports whether something that the app doesn't show may give the identity pool its roles.
func (p *pool) isAttachedElsewhere() bool {
	return len(p.attachments) == 0 && p.attachedThrough() != ""
}

// attachedThrough names what may give the identity pool its roles beside the role attachments that are known to be for it, empty if there
// is nothing.
func (p *pool) attachedThrough() string {
	if !p.isDefined() {
		return "what the templates don't show"
	}
	if user := p.deployment.app.UsedOutsideBy(p.resource); user != "" {
		return user
	}
	if attachment := p.possibleAttachment(); attachment != nil {
		return attachment.Name() + ", whose " + identityPoolIDProperty + " only the deployment knows"
	}
	return ""
}

// possibleAttachment is a role attachment of the app for an identity pool that only the deployment knows, nil if there is none.
func (p *pool) possibleAttachment() *cfn.Resource {
	all := p.deployment.templates.Resources(roleAttachmentType)
	at := slices.IndexFunc(all, func(attachment *cfn.Resource) bool {
		id := p.deployment.templates.Properties(attachment).Field(identityPoolIDProperty).Text()
		return cfn.Same(id, p.id) == answer.Unknown
	})
	if at < 0 {
		return nil
	}
	return all[at]
}

// hasProvider reports whether one of the providers is the wanted one.
func (p *pool) hasProvider(isWanted func(*provider) answer.Answer) answer.Answer {
	found := answer.AnyOf(p.providers, isWanted)
	if !p.providersKnown {
		return max(answer.Unknown, found)
	}
	return found
}

// providerNames lists the providers for a message.
func (p *pool) providerNames() string {
	if len(p.providers) == 0 {
		return "it has no providers"
	}
	names := make([]string, 0, len(p.providers))
	for _, provider := range p.providers {
		names = append(names, cognito.Quote(provider.String()))
	}
	return "it has " + strings.Join(names, ", ")
}

// registersClients reports whether an OpenSearch domain uses the identity pool for its dashboards: once it is made, it registers a client
// of its own in the user pool and the identity pool.
//
// See: https://docs.aws.amazon.com/opensearch-service/latest/developerguide/cognito-auth.html
func (p *pool) registersClients() bool {
	for _, domain := range p.deployment.domains {
		id := p.deployment.templates.Properties(domain).Field("CognitoOptions").Field(identityPoolIDProperty)
		if id.Exists() && cfn.Same(id.Text(), p.id) != answer.No {
			return true
		}
	}
	return false
}

// importedName is what an identity pool is called that no template defines: its id, or the export or parameter that the id comes from.
func importedName(id cfn.Value) string {
	parts := id.Parts()
	if len(parts) != 1 || parts[0].IsLiteral() {
		return id.String()
	}
	var function struct {
		ImportValue string `json:"Fn::ImportValue"` //nolint:tagliatelle // CloudFormation's name
	}
	if json.Unmarshal([]byte(parts[0].Text), &function) == nil && function.ImportValue != "" {
		return function.ImportValue
	}
	return parts[0].Text
}
