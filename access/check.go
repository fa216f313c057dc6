package access

import (
	"cmp"
	"slices"

	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// check looks for one kind of fault in identity pools in one deployment. What it finds in several deployments is merged.
type check struct {
	rules []rule.ID // that it reports
	run   func(*policies, *reporter)
}

// checks are all that [App.Check] looks for. Each stands in a file of its own, called after the rule.
var checks = []check{
	{[]rule.ID{rule.UnknownProperty}, forEachPool(checkUnknownProperties)},
	{[]rule.ID{rule.ProviderNameInvalid}, forEachPool(checkProviderNames)},
	{[]rule.ID{rule.SecondRoleAttachment}, forEachPool(checkSecondRoleAttachment)},
	{[]rule.ID{rule.MappedProviderMissing}, forEachPool(checkMappedProviders)},
	{[]rule.ID{rule.TaggedProviderMissing}, forEachPool(checkTaggedProviders)},
	{[]rule.ID{rule.ProviderMappedTwice}, forEachPool(checkMappedTwice)},
	{[]rule.ID{rule.TokenMappingNeverApplies}, forEachPool(checkTokenMappings)},
	{[]rule.ID{rule.RuleNeverApplies}, forEachPool(checkRulesApply)},
	{[]rule.ID{rule.RuleOrderBypassed}, forEachPool(checkRuleOrder)},
	{[]rule.ID{rule.GroupNamePartOfAnother}, forEachPool(checkGroupNames)},
	{[]rule.ID{rule.ListClaimCompared}, forEachPool(checkListClaims)},
	{[]rule.ID{rule.ClassicFlowWithRoleMappings}, forEachPool(checkClassicFlowWithRoleMappings)},
	{[]rule.ID{rule.GuestsWithoutRole}, forEachPool(checkGuestsWithoutRole)},
	{[]rule.ID{rule.UsersWithoutRole}, forEachPool(checkUsersWithoutRole)},
	{[]rule.ID{rule.SecretInPlainText}, forEachPool(checkTwitterSecret)},
	{[]rule.ID{rule.LimitExceeded}, forEachPool(checkLimits)},
	{[]rule.ID{rule.InvalidValue}, forEachPool(checkValues)},
	{[]rule.ID{rule.RoleOfOtherAccount}, forEachPool(checkRoleAccounts)},
	{[]rule.ID{rule.TrustWithoutCondition}, forEachPool(checkTrustConditions)},
	{[]rule.ID{rule.TrustOnNetworkAddress}, forEachPool(checkNetworkAddresses)},
	{[]rule.ID{rule.PrincipalOfOtherRegion, rule.RoleNotAssumable}, forEachPool(checkAssumable)},
	{[]rule.ID{rule.RoleWithoutTagSession}, forEachPool(checkTagSession)},
	{[]rule.ID{rule.RoleTrustsAnyone}, forEachPool(checkTrustsAnyone)},
	{[]rule.ID{rule.RoleTrustsOtherPools}, forEachPool(checkTrustsOtherPools)},
	{[]rule.ID{rule.RoleTrustsGuests}, forEachPool(checkTrustsGuests)},
	{[]rule.ID{rule.RoleTrustsSignedIn}, forEachPool(checkTrustsSignedIn)},
	{[]rule.ID{rule.TrustWithoutCondition, rule.RoleTrustsOtherPools}, forEachDeployment(checkRolesWithoutPool)},
	{[]rule.ID{rule.GroupRoleUnused}, forEachDeployment(checkGroupRolesUsed)},
	{[]rule.ID{rule.GroupPrecedenceTie}, forEachDeployment(checkGroupPrecedence)},
	{[]rule.ID{rule.ClaimWritableByUsers}, forEachPoolWithPolicies(checkClaimsWritable)},
	{[]rule.ID{rule.TagWritableByUsers}, forEachPoolWithPolicies(checkTagsWritable)},
	{[]rule.ID{rule.TagWildcard}, forEachPoolWithPolicies(checkTagWildcards)},
	{[]rule.ID{rule.RoleCanRaiseItself}, forEachPoolWithPolicies(checkRolesRaise)},
	{[]rule.ID{rule.LeadingKeysBypassed}, forEachPoolWithPolicies(checkLeadingKeys)},
	{[]rule.ID{rule.GuestPermissionBroad}, forEachPoolWithPolicies(checkGuestPermissionsBroad)},
	{[]rule.ID{rule.GuestPermissionBlocked}, forEachPoolWithPolicies(checkGuestPermissionsBlocked)},
	{[]rule.ID{rule.SignupPermissionBroad}, forEachPoolWithPolicies(checkSignUpPermissionsBroad)},
	{[]rule.ID{rule.GuestsAllowed}, forEachPool(checkGuestsAllowed)},
	{[]rule.ID{rule.ClassicFlowAllowed}, forEachPool(checkClassicFlowAllowed)},
	{[]rule.ID{rule.ServerSideTokenCheckOff}, forEachPool(checkServerSideTokenCheck)},
}

func forEachDeployment(check func(*deployment, *reporter)) func(*policies, *reporter) {
	return func(policies *policies, found *reporter) { check(policies.deployment, found) }
}

func forEachPool(check func(*pool, *reporter)) func(*policies, *reporter) {
	return forEachPoolWithPolicies(func(pool poolWithPolicies, found *reporter) { check(pool.pool, found) })
}

func forEachPoolWithPolicies(check func(poolWithPolicies, *reporter)) func(*policies, *reporter) {
	return func(policies *policies, found *reporter) {
		for _, pool := range policies.deployment.pools {
			if found.concerns(pool) {
				check(poolWithPolicies{pool, policies}, found)
			}
		}
	}
}

// Check returns what is wrong with the identity pools of the app, their role attachments, tag mappings, groups and roles and what these
// allow, and which choices a reviewer wants to see. They are in the order of files and lines, and at one place the worst comes first. What
// only the deployment knows is no finding. What holds in some deployments only says so in When.
func (a *App) Check() Findings {
	return checkAll(a.connected, func(*pool) bool { return true })
}

// Check returns the findings of [App.Check] that are about this identity pool, or about groups of user pools that it and others take
// users of.
func (p *IdentityPool) Check() Findings {
	return checkAll([]*connectedPools{p.connected}, func(pool *pool) bool { return pool.name == p.name })
}

func checkAll(all []*connectedPools, concerns func(*pool) bool) Findings {
	var found Findings
	for _, connected := range all {
		earlier := len(found)
		for _, finding := range connected.check(concerns) {
			found = found.withWorst(finding, earlier, Finding.isSameMistake)
		}
	}
	slices.SortStableFunc(found, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Resource, b.Resource),
			cmp.Compare(b.Severity, a.Severity), cmp.Compare(a.Rule, b.Rule))
	})
	return found
}

// check merges what is found in each deployment.
func (c *connectedPools) check(concerns func(*pool) bool) Findings {
	if !c.complete {
		return c.notChecked(concerns)
	}
	var all Findings
	var deployments []*deployment
	var perDeployment []Findings
	for _, policies := range c.policies() {
		found := &reporter{concerns: concerns, holders: map[*pool][]roleHolder{}}
		for _, check := range checks {
			check.run(policies, found)
		}
		deployments = append(deployments, policies.deployment)
		perDeployment = append(perDeployment, found.all)
		for _, finding := range found.all {
			if !slices.Contains(all, finding) {
				all = append(all, finding)
			}
		}
	}
	if len(deployments) == 1 {
		return all
	}
	open := openConditionsOf(deployments)
	for i, finding := range all {
		isFound := make([]bool, 0, len(perDeployment))
		for _, found := range perDeployment {
			isFound = append(isFound, slices.Contains(found, finding))
		}
		all[i].When = open.whereTrue(isFound)
	}
	return all
}

// notChecked says that nothing is known: an empty list would mean that the template is correct.
func (c *connectedPools) notChecked(concerns func(*pool) bool) Findings {
	found := &reporter{}
	for _, deployment := range c.deployments {
		for _, pool := range deployment.pools {
			if !concerns(pool) {
				continue
			}
			resource := pool.resource
			if resource == nil { // of an imported one, the app has what it attaches
				resource = c.resources[0]
			}
			found.reportOnce(fault{
				rule: rule.TemplateUnreadable, severity: rule.Warning, uncertain: true, resource: resource,
				message: "it depends on open conditions that allow more than 64 deployments, so it was not checked",
				cure:    "pass values of the parameters in these conditions",
			})
		}
	}
	return found.all
}
