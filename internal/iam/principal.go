package iam

import (
	"fmt"
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
)

// Principal is who asks. It is a session of a role, or somebody who asks to assume one by the token of an identity provider.
//
// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
type Principal struct {
	// Federated is the identity provider, such as "accounts.google.com"; for a session the one that it came through.
	Federated cfn.Value
	// Role is the ARN of the role of a session; empty if there is none yet.
	Role cfn.Value
	// Session is the ARN of the session, with * for what isn't known of it; empty if nothing is.
	Session cfn.Value
	// Account is the id of the role's account; empty if it isn't known.
	Account cfn.Value
	// Service is the principal of a service that asks, such as "lambda.amazonaws.com"; empty if it is none.
	Service cfn.Value
}

func (p Principal) isNobody() bool {
	return p.Federated.IsEmpty() && p.Role.IsEmpty() && p.Session.IsEmpty() && p.Account.IsEmpty() && p.Service.IsEmpty()
}

// principals are whom a statement is about.
type principals struct {
	present bool
	not     bool // everyone but these
	anyone  bool // *
	entries []principalEntry
	unclear bool // there may be more, which only the deployment knows
}

// The kinds of principals.
const (
	account       = "AWS"
	federated     = "Federated"
	service       = "Service"
	canonicalUser = "CanonicalUser"
)

type principalEntry struct {
	kind    string
	written cfn.Value
	symbols glob
}

// readPrincipals also says why IAM would not take them.
func readPrincipals(definition cfn.Property) (read principals, refusal string) {
	listed := definition.Field("Principal")
	if negated := definition.Field("NotPrincipal"); negated.Exists() {
		listed, read.not = negated, true
	}
	read.present = listed.Exists()
	if !read.present {
		return read, ""
	}
	if listed.Kind() == cfn.Text && listed.Text().Is("*") {
		read.anyone = true
		return read, ""
	}
	kinds, known := listed.Fields()
	read.unclear = !known || listed.Kind() != cfn.Object
	for _, kind := range kinds {
		if !slices.Contains([]string{account, federated, service, canonicalUser}, kind) {
			return read, fmt.Sprintf("has a principal of the kind %s, which is not understood", kind)
		}
		names, known := listed.Field(kind).OneOrMore()
		read.unclear = read.unclear || !known
		for _, name := range names {
			if refusal := read.add(kind, name.Text()); refusal != "" {
				return read, refusal
			}
		}
	}
	return read, ""
}

// add keeps a principal, but "you cannot use a wildcard to match part of a principal name or ARN", as the guide says.
func (p *principals) add(kind string, name cfn.Value) (refusal string) {
	if kind == account && name.Is("*") {
		p.anyone = true
		return ""
	}
	if name.HasWildcard() {
		return fmt.Sprintf("has the principal %s, in which IAM takes no wildcards", name)
	}
	p.entries = append(p.entries, principalEntry{kind, name, readOperand(name, syntax{}).symbols})
	return ""
}

// view says as what the principals of a statement are asked about.
type view int

const (
	asIdentity   view = iota // the policy is the identity's own
	asTrust                  // who may assume the role
	asDenied                 // of a resource's policy
	asGranted                // by the resource's policy itself
	asSession                // likewise, to the session itself or to everyone
	asDelegation             // to the account, whose own policies decide
)

// include reports whether the principals include who asks.
func (p *principals) include(who *caller, as view) answer.Answer {
	switch {
	case as == asIdentity:
		return answer.Yes
	case !p.present:
		return answer.Unknown
	case p.not:
		return p.excludeNot(who, as)
	case p.anyone && as != asDelegation:
		return answer.Yes
	}
	best := answer.No
	if p.unclear {
		best = answer.Unknown
	}
	for i := range p.entries {
		best = max(best, p.entries[i].includes(who, as))
	}
	return best
}

// excludeNot answers a NotPrincipal. To spare a session from a Deny, it must name the account, the role and the session.
//
// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
func (p *principals) excludeNot(who *caller, as view) answer.Answer {
	if as != asDenied || p.unclear {
		return answer.Unknown
	}
	if p.anyone {
		return answer.No
	}
	account, role, session := answer.No, answer.No, answer.No
	for i := range p.entries {
		entry := &p.entries[i]
		account = max(account, entry.isAccount(who))
		role = max(role, entry.is(who.role))
		session = max(session, entry.isSession(who))
	}
	switch {
	case max(account, role, session) == answer.No:
		return answer.Yes
	case min(account, role, session) == answer.Yes:
		return answer.No
	default:
		return answer.Unknown
	}
}

// caller is a Principal, ready to be compared.
type caller struct {
	Principal

	role, session, root, account, federated, service glob
}

func newCaller(who Principal) *caller {
	return &caller{
		Principal: who,
		role:      readOperand(who.Role, syntax{}).symbols,
		session:   readOperand(who.Session, syntax{wildcards: true}).symbols,
		root:      readOperand(cfn.Join(cfn.Literal("arn:*:iam::"), who.Account, cfn.Literal(":root")), syntax{wildcards: true}).symbols,
		account:   readOperand(who.Account, syntax{}).symbols,
		federated: readOperand(who.Federated, syntax{}).symbols,
		service:   readOperand(who.Service, syntax{}).symbols,
	}
}

// includes is for one principal that a statement names.
func (e *principalEntry) includes(who *caller, as view) answer.Answer {
	switch e.kind {
	case federated:
		return e.includesFederated(who, as)
	case service:
		return e.is(who.service)
	case canonicalUser:
		// It is an account by its other name, or nobody who has a role.
		if as == asDenied || as == asDelegation {
			return answer.Unknown
		}
		return answer.No
	}
	switch as {
	case asDelegation:
		return e.isAccount(who)
	case asSession:
		return e.isSession(who)
	case asDenied:
		return max(e.is(who.role), e.isSession(who), e.isAccount(who))
	default:
		return max(e.is(who.role), e.isSession(who))
	}
}

func (e *principalEntry) includesFederated(who *caller, as view) answer.Answer {
	found := e.is(who.federated)
	if cfn.Same(e.written, who.Federated) == answer.Yes { // also where the URL suffix is a pseudo parameter
		found = answer.Yes
	}
	if as == asTrust {
		return found
	}
	// Whether a policy of a resource can name the provider that a session came through is not documented for each service.
	return min(found, answer.Unknown)
}

func (e *principalEntry) is(name glob) answer.Answer {
	if len(name) == 0 {
		return answer.No
	}
	return match(e.symbols, name)
}

func (e *principalEntry) isSession(who *caller) answer.Answer {
	switch {
	case len(who.session) > 0:
		return match(e.symbols, who.session)
	case len(who.role) > 0 && intersects(sessionARN, e.symbols):
		return answer.Unknown
	default:
		return answer.No
	}
}

var sessionARN = readPattern("arn:*:sts::*:assumed-role/*")

func (e *principalEntry) isAccount(who *caller) answer.Answer {
	if len(who.account) == 0 {
		return min(answer.Unknown, max(match(anyRoot, e.symbols), match(anyAccount, e.symbols)))
	}
	return max(match(who.root, e.symbols), match(who.account, e.symbols))
}

var (
	anyRoot    = readPattern("arn:*:iam::*:root")
	anyAccount = readPattern("????????????")
)

// shown completes "trusts …".
func (p *principals) shown() string {
	if len(p.entries) == 0 {
		return "nobody who is named"
	}
	names := make([]string, 0, len(p.entries))
	for _, entry := range p.entries {
		names = append(names, entry.written.String())
	}
	return strings.Join(names, " and ")
}
