package access

import (
	"cmp"
	"slices"

	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// check looks for one kind of fault in what a cluster is in one deployment. What it finds in several deployments is merged.
type check struct {
	rules []rule.ID // that it reports
	run   func(*deployment, *policies, *reporter)
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
	{[]rule.ID{rule.GroupRoleUnused}, forEachDeployment(checkGroupRolesUsed)},
	{[]rule.ID{rule.GroupPrecedenceTie}, forEachDeployment(checkGroupPrecedence)},
	{[]rule.ID{rule.ClaimWritableByUsers}, forEachPolicedPool(checkClaimsWritable)},
	{[]rule.ID{rule.TagWritableByUsers}, forEachPolicedPool(checkTagsWritable)},
	{[]rule.ID{rule.TagWildcard}, forEachPolicedPool(checkTagWildcards)},
	{[]rule.ID{rule.RoleCanRaiseItself}, forEachPolicedPool(checkRolesRaise)},
	{[]rule.ID{rule.LeadingKeysBypassed}, forEachPolicedPool(checkLeadingKeys)},
	{[]rule.ID{rule.GuestPermissionBroad}, forEachPolicedPool(checkGuestPermissionsBroad)},
	{[]rule.ID{rule.GuestPermissionBlocked}, forEachPolicedPool(checkGuestPermissionsBlocked)},
	{[]rule.ID{rule.SignupPermissionBroad}, forEachPolicedPool(checkSignUpPermissionsBroad)},
	{[]rule.ID{rule.GuestsAllowed}, forEachPool(checkGuestsAllowed)},
	{[]rule.ID{rule.ClassicFlowAllowed}, forEachPool(checkClassicFlowAllowed)},
	{[]rule.ID{rule.ServerSideTokenCheckOff}, forEachPool(checkServerSideTokenCheck)},
}

func forEachDeployment(check func(*deployment, *reporter)) func(*deployment, *policies, *reporter) {
	return func(d *deployment, _ *policies, found *reporter) { check(d, found) }
}

func forEachPool(check func(*pool, *reporter)) func(*deployment, *policies, *reporter) {
	return forEachPolicedPool(func(pool policedPool, found *reporter) { check(pool.pool, found) })
}

func forEachPolicedPool(check func(policedPool, *reporter)) func(*deployment, *policies, *reporter) {
	return func(d *deployment, policies *policies, found *reporter) {
		for _, pool := range d.pools {
			if found.concerns(pool) {
				check(policedPool{pool, policies}, found)
			}
		}
	}
}

// Check returns what is wrong with the identity pools of the app, their role attachments, tag mappings, groups and roles and what these
// allow, and which choices a reviewer wants to see, in the order of the templates and the worst first. What only the deployment knows is
// no finding. What holds in some deployments only says so in When.
func (a *App) Check() Findings {
	return checkAll(a.clusters, func(*pool) bool { return true })
}

// Check returns the findings of [App.Check] that are about this identity pool, or about groups of user pools that it and others take
// users of.
func (p *IdentityPool) Check() Findings {
	return checkAll([]*cluster{p.cluster}, func(pool *pool) bool { return pool.name == p.name })
}

func checkAll(clusters []*cluster, concerns func(*pool) bool) Findings {
	var all Findings
	for _, cluster := range clusters {
		for _, finding := range cluster.check(concerns) {
			if !slices.Contains(all, finding) {
				all = append(all, finding)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Resource, b.Resource),
			cmp.Compare(b.Severity, a.Severity), cmp.Compare(a.Rule, b.Rule))
	})
	return all
}

// check merges what is found in each deployment.
func (c *cluster) check(concerns func(*pool) bool) Findings {
	if !c.complete {
		return c.notChecked(concerns)
	}
	var all Findings
	read := c.permissions()
	perDeployment := make([]Findings, 0, len(read.deployments))
	for i, deployment := range read.deployments {
		found := &reporter{concerns: concerns, holders: map[*pool][]roleHolder{}}
		for _, check := range checks {
			check.run(deployment, read.policies[i], found)
		}
		perDeployment = append(perDeployment, found.all)
		for _, finding := range found.all {
			if !slices.Contains(all, finding) {
				all = append(all, finding)
			}
		}
	}
	if len(read.deployments) == 1 {
		return all
	}
	open := openConditionsOf(read.deployments)
	for i, finding := range all {
		where := make([]string, 0, len(perDeployment))
		for _, found := range perDeployment {
			where = append(where, holds(slices.Contains(found, finding)))
		}
		all[i].When = open.when(where, holds(true))
	}
	return all
}

// notChecked says that nothing is known: an empty list would be taken for a correct template.
func (c *cluster) notChecked(concerns func(*pool) bool) Findings {
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
				message: "it depends on more conditions than are gone through, so it was not checked",
				cure:    "tell the parameters that decide them",
			})
		}
	}
	return found.all
}

func holds(isSo bool) string {
	if isSo {
		return "holds"
	}
	return "does not hold"
}

// fault is what a check reports.
type fault struct {
	rule      rule.ID
	severity  rule.Severity // none: the highest of the rule
	uncertain bool
	resource  *cfn.Resource
	at        cfn.Property // none: the resource
	message   string
	cure      string
}

type reporter struct {
	concerns func(*pool) bool // which identity pools are looked at
	holders  map[*pool][]roleHolder
	all      Findings
}

func (r *reporter) report(found fault) {
	severity := found.severity
	if severity == 0 {
		severity = mustRule(found.rule).Severity()
	}
	position := found.resource.Position()
	if found.at.Exists() {
		position = found.at.Position()
	}
	r.all = append(r.all, Finding{
		Rule:         string(found.rule),
		Severity:     Severity(severity),
		Uncertain:    found.uncertain,
		File:         position.File,
		Line:         position.Line,
		Stack:        found.resource.Stack.Name(),
		Resource:     found.resource.Name(),
		Location:     found.at.Path(),
		Message:      found.message,
		Cure:         found.cure,
		LogicalID:    found.resource.LogicalID,
		Acknowledged: acknowledgement(found),
		Warned:       found.resource.HasWarning(found.rule.WarningID()),
	})
}

// acknowledgement is the reason for which the CDK app accepts a fault, and empty only if it doesn't. The validation plugin may show the
// resource behind the rule, so both are ids.
func acknowledgement(found fault) string {
	id := found.rule.ViolationID()
	for _, id := range []string{id, id + "@" + found.resource.Name()} {
		if reason, isAcknowledged := found.resource.Acknowledgement(id); isAcknowledged {
			return cmp.Or(reason, "no reason given")
		}
	}
	return ""
}

// Acknowledges reports whether the CDK app accepts a rule anywhere: Validations.Acknowledge with "identitypool::" and the rule as id, at
// any construct inside of a stack.
func (a *App) Acknowledges(ruleID string) bool {
	return a.templates.Acknowledges(rule.ID(ruleID).ViolationID())
}

// reportOnce reports the first fault of a kind for a resource: one cure is for all of them.
func (r *reporter) reportOnce(found fault) {
	name := found.resource.Name()
	isSame := func(other Finding) bool { return other.Rule == string(found.rule) && other.Resource == name }
	if !slices.ContainsFunc(r.all, isSame) {
		r.report(found)
	}
}

func mustRule(id rule.ID) rule.Rule {
	found, listed := rule.ByID(id)
	if !listed {
		panic("no rule " + string(id)) // every check has its row, which a test holds
	}
	return found
}
