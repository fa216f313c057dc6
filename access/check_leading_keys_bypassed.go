package access

import (
	"fmt"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/iam"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

const leadingKeys = "dynamodb:LeadingKeys"

// checkLeadingKeys reports statements that want requests to name keys, and let those through that don't.
func checkLeadingKeys(p poolWithPolicies, found *reporter) {
	for _, holder := range found.roleHolders(p) {
		for _, by := range holder.grants {
			operator, relies := reliesOnLeadingKeys(by.Statement)
			if !relies {
				continue
			}
			action, isBypassed := holder.withoutLeadingKeys(by)
			if isBypassed {
				found.reportGrant(by, fault{
					rule: rule.LeadingKeysBypassed,
					message: fmt.Sprintf("it limits %s by %s with %s, which a request without the key meets, and allows %s, which has none",
						holder.role, leadingKeys, operator, action),
					cure: "add the condition Null " + leadingKeys + " false, and leave out actions that can't name keys",
				})
				continue
			}
			found.reportGrant(by, fault{
				rule:     rule.LeadingKeysBypassed,
				severity: rule.Note,
				message: fmt.Sprintf("it limits %s by %s with %s, which a request without the key meets; the actions that it allows have it",
					holder.role, leadingKeys, operator),
				cure: "add the condition Null " + leadingKeys + " false",
			})
		}
	}
}

// reliesOnLeadingKeys returns the operator by which a statement asks for the keys of a table, but not that there are any: ForAllValues, or one
// with IfExists.
func reliesOnLeadingKeys(statement iam.Statement) (operator string, relies bool) {
	for _, condition := range statement.Conditions() {
		if !strings.EqualFold(condition.Key, leadingKeys) {
			continue
		}
		isNull := condition.Operator == "Null" && len(condition.Values) == 1 && condition.Values[0].Lower().Is("false")
		if isNull || condition.WantsValue() {
			return "", false
		}
		if strings.HasPrefix(condition.Operator, "ForAllValues:") || strings.HasSuffix(condition.Operator, "IfExists") {
			operator, relies = condition.Operator, true
		}
	}
	return operator, relies
}

// withoutLeadingKeys returns an action that the statement allows to a request without keys.
func (h roleHolder) withoutLeadingKeys(by grant) (action string, found bool) {
	resources, allBut := by.Resources()
	if allBut || len(resources) == 0 {
		resources = append(resources[:0:0], everyResource)
	}
	for _, action := range iam.ActionsAvoiding(leadingKeys) {
		if h.allows(by, action, resources[0], iam.Key{Name: leadingKeys}) != answer.No {
			return action, true
		}
	}
	return "", false
}
