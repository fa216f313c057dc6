package access

import (
	"fmt"
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// checkNetworkAddresses reports roles of the enhanced flow whose trust asks for the user's network.
func checkNetworkAddresses(p *pool, found *reporter) {
	for _, use := range p.roleUses() {
		if use.role.definition == nil {
			continue
		}
		if key := use.role.definition.networkKey(); key != "" {
			found.reportOnce(fault{
				rule:     rule.TrustOnNetworkAddress,
				resource: use.role.definition.resource,
				at:       use.role.definition.trustPolicy(),
				message: fmt.Sprintf("it is %s, and its trust has a condition on %s: in the enhanced flow Cognito asks for the role, not the user",
					use.description, key),
				cure: "put the condition into the role's permissions, where it sees the user's network",
			})
		}
	}
}

// networkKey returns the key of the user's network on which the role trusts Cognito, empty if there is none.
func (r *roleDefinition) networkKey() string {
	for _, statement := range r.trust().Statements {
		if statement.IsAllow() && !trustsCognito(statement) {
			continue
		}
		for _, condition := range statement.Conditions() {
			if isNetworkKey(condition.Key) && !slices.ContainsFunc(condition.Values, isEveryNetwork) {
				return condition.Key
			}
		}
	}
	return ""
}

// isEveryNetwork reports whether a network includes that of Cognito.
func isEveryNetwork(network cfn.Value) bool {
	text, known := network.Literal()
	return !known || strings.HasSuffix(text, "/0") || text == "*"
}
