package access

import (
	"fmt"
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
	"github.com/awscdk-constructs/identitypool/internal/iam"
)

// mayBeMethod reports whether the amr of a signed-in user may hold something beside the method and the name of a public login provider
// that matches a pattern. It holds "authenticated" and the names of the providers used, no other word. How it names user pools and IAM
// providers is not documented in full.
func (i identity) mayBeMethod(pattern cfn.Value) answer.Answer {
	text, known := pattern.Literal()
	switch {
	case text == string(authenticated) || text == string(unauthenticated):
		return answer.No
	case !known || pattern.HasWildcard():
		return answer.Unknown
	case i.provider != nil && cognito.IsLoginProvider(text):
		return answer.No
	case strings.ContainsAny(text, ".:/"):
		return answer.Unknown
	case i.provider != nil || i.pool.providersKnown:
		return answer.Of(i.pool.hasDeveloperProvider(text))
	default:
		return answer.Unknown
	}
}

func (p *pool) hasDeveloperProvider(name string) bool {
	return slices.ContainsFunc(p.providers, func(one *provider) bool {
		return one.kind == developerProvider && cfn.Same(one.text, cfn.Literal(name)) != answer.No
	})
}

// trustPolicy is the trust policy of a role, with what is known of it whoever asks.
type trustPolicy struct {
	iam.Policy

	refusal  string    // why IAM takes no role with it; empty if there is no reason
	enhanced reachable // for Cognito, which asks for the role in the enhanced flow
	classic  reachable // for an app, which asks for it in the classic flow
}

// reachable is a policy without the statements that allow something on a condition that no token meets.
type reachable struct {
	iam.Policy

	neverMet string // what that condition is; empty if there is none
}

func newTrustPolicy(policy iam.Policy) trustPolicy {
	return trustPolicy{
		Policy:   policy,
		refusal:  refusedByIAM(policy),
		enhanced: withoutNeverMet(policy, false),
		classic:  withoutNeverMet(policy, true),
	}
}

// refusedByIAM says why IAM takes no role with a trust policy: "A condition block must be present for the Cognito provider" is its
// answer since March 2024. It is empty if there is no such reason.
func refusedByIAM(trust iam.Policy) string {
	for _, statement := range trust.Statements {
		if statement.IsAllow() && len(statement.Conditions()) == 0 && !statement.IsUnclear() && trustsCognito(statement) {
			return statement.Name + " has no condition, so IAM refuses to create or change the role"
		}
	}
	return ""
}

func trustsCognito(statement iam.Statement) bool {
	return slices.ContainsFunc(statement.FederatedPrincipals(), func(federated cfn.Value) bool {
		name, known := federated.Literal()
		return known && slices.Contains(cognito.FederatedPrincipals(), name)
	})
}

func withoutNeverMet(trust iam.Policy, classicFlow bool) reachable {
	found := reachable{Policy: trust}
	found.Statements = nil
	for _, statement := range trust.Statements {
		problem := ""
		if statement.IsAllow() {
			problem = neverMet(statement, classicFlow)
		}
		if problem == "" {
			found.Statements = append(found.Statements, statement)
			continue
		}
		found.neverMet = statement.Name + " " + problem
	}
	return found
}

// neverMet says which condition of a statement no token meets; it is empty if there is none.
func neverMet(statement iam.Statement, classicFlow bool) string {
	for _, condition := range statement.Conditions() {
		if !condition.WantsValue() {
			continue
		}
		if isAudience(condition.Key) && !slices.ContainsFunc(condition.Values, mayBeIdentityPoolID) {
			return fmt.Sprintf("wants %s to be %s, which is no id of an identity pool", condition.Key, listed(condition.Values))
		}
		if !classicFlow && isNetworkKey(condition.Key) && !slices.ContainsFunc(condition.Values, isEverywhere) {
			return fmt.Sprintf("has a condition on %s, which is the network of Cognito in the enhanced flow, never the user's", condition.Key)
		}
	}
	return ""
}

func isAudience(key string) bool {
	return slices.ContainsFunc(cognito.FederatedPrincipals(), func(principal string) bool {
		return strings.EqualFold(key, principal+cognito.AudienceKey)
	})
}

// mayBeIdentityPoolID reports whether a value of a condition may match the id of some identity pool.
func mayBeIdentityPoolID(wanted cfn.Value) bool {
	if strings.HasPrefix(wanted.Prefix(), "arn:") {
		return false
	}
	parts := wanted.Parts()
	if len(parts) == 1 {
		if resource, attribute := parts[0].Resource(); resource != nil && resource.Type == identityPoolType {
			return attribute != "Name"
		}
	}
	text, known := wanted.Literal()
	if !known || wanted.HasWildcard() || wanted.Contains("${") {
		return true
	}
	_, err := cognito.IdentityPoolRegion(text)
	return err == nil
}

// isNetworkKey is for the keys that hold where a request comes from.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
func isNetworkKey(key string) bool {
	return slices.ContainsFunc([]string{"aws:SourceIp", "aws:SourceVpc", "aws:SourceVpce"}, func(other string) bool {
		return strings.EqualFold(key, other)
	})
}

// isEverywhere is for a network that holds that of Cognito, too.
func isEverywhere(network cfn.Value) bool {
	text, known := network.Literal()
	return !known || strings.HasSuffix(text, "/0") || text == "*"
}

func listed(values []cfn.Value) string {
	texts := make([]string, 0, len(values))
	for _, each := range values {
		texts = append(texts, each.String())
	}
	return strings.Join(texts, " or ")
}
