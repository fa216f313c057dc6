package access

import (
	"fmt"
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
	"github.com/awscdk-constructs/identitypool/internal/iam"
)

// trustPolicy is the trust policy of a role, with what is known of it for every identity.
type trustPolicy struct {
	iam.Policy

	refusal string // why IAM takes no role with it; empty if there is no reason
	// reachable is the policy without the statements on a condition that no token meets.
	reachable iam.Policy
	neverMet  string // what that condition of a statement is that would allow something; empty if there is none
	// namesIDs is set where the policy admits through identity pools only whose ids it writes out. Whether one of the app is among them, only
	// the deployment knows.
	namesIDs bool
}

func newTrustPolicy(policy iam.Policy) trustPolicy {
	read := trustPolicy{Policy: policy, refusal: refusedByIAM(policy), reachable: policy}
	read.namesIDs = !slices.ContainsFunc(policy.Statements, func(statement iam.Statement) bool {
		return statement.IsAllow() && !slices.ContainsFunc(statement.Conditions(), isOnWrittenID)
	})
	read.reachable.Statements = nil
	for _, statement := range policy.Statements {
		switch problem := neverMet(statement); {
		case problem == "":
			read.reachable.Statements = append(read.reachable.Statements, statement)
		case statement.IsAllow():
			read.neverMet = statement.Name + " " + problem
		}
	}
	return read
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

// neverMet says which condition of a statement no token meets; it is empty if there is none.
func neverMet(statement iam.Statement) string {
	for _, condition := range statement.Conditions() {
		if wantsAudience(condition) && !slices.ContainsFunc(condition.Values, mayBeIdentityPoolID) {
			return fmt.Sprintf("wants %s to be %s, which is not the id of an identity pool", condition.Key, listed(condition.Values))
		}
	}
	return ""
}

func isAudience(key string) bool {
	return slices.ContainsFunc(cognito.FederatedPrincipals(), func(principal string) bool {
		return strings.EqualFold(key, principal+cognito.AudienceKey)
	})
}

// isOnWrittenID is for a condition that only ids of identity pools meet that it writes out.
func isOnWrittenID(condition iam.Condition) bool {
	return wantsAudience(condition) && !slices.ContainsFunc(condition.Values, func(id cfn.Value) bool {
		_, isWritten := id.Literal()
		return !isWritten || id.HasWildcard() || id.Contains("${")
	})
}

// wantsAudience reports whether a condition admits certain identity pools only.
func wantsAudience(condition iam.Condition) bool {
	return condition.WantsValue() && isAudience(condition.Key) && !strings.Contains(condition.Operator, "Not")
}

// mayBeIdentityPoolID reports whether a value of a condition may match the id of some identity pool.
func mayBeIdentityPoolID(wanted cfn.Value) bool {
	if wanted.IsARN() {
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

// The condition keys that hold where a request comes from. In the enhanced flow that is Cognito, whose network nobody allows or denies; an
// address for documentation (RFC 5737) stands for it.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
const (
	addressKey       = "aws:SourceIp"
	networkKeys      = "aws:SourceVpc" // begins aws:SourceVpce, too
	addressOfCognito = "192.0.2.1"
)

func isNetworkKey(key string) bool {
	return strings.EqualFold(key, addressKey) || len(key) >= len(networkKeys) && strings.EqualFold(key[:len(networkKeys)], networkKeys)
}

func listed(values []cfn.Value) string {
	texts := make([]string, 0, len(values))
	for _, each := range values {
		texts = append(texts, each.String())
	}
	return strings.Join(texts, " or ")
}
