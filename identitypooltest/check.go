package identitypooltest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// FindingID names a kind of [Finding]. It never changes, so that a test can tell a finding that it accepts from the others.
type FindingID string

// The kinds of findings.
const (
	// FindingSecondRoleAttachment is a further role attachment of an identity pool; it fails at deployment.
	FindingSecondRoleAttachment FindingID = "second-role-attachment"
	// FindingMappedProviderMissing is a role mapping for a provider that the identity pool does not have; it fails at deployment.
	FindingMappedProviderMissing FindingID = "mapped-provider-missing"
	// FindingTaggedProviderMissing is a principal tag mapping for a provider that the identity pool does not have.
	FindingTaggedProviderMissing FindingID = "tagged-provider-missing"
	// FindingProviderMappedTwice is a second role mapping for a provider.
	FindingProviderMappedTwice FindingID = "provider-mapped-twice"
	// FindingRoleNotAssumable is a role that those who are given it can't assume.
	FindingRoleNotAssumable FindingID = "role-not-assumable"
	// FindingPrincipalOfOtherRegion is a role that trusts the principal that Cognito has in another region.
	FindingPrincipalOfOtherRegion FindingID = "principal-of-other-region"
	// FindingRoleTrustsOtherPools is a role that can be assumed through any identity pool.
	FindingRoleTrustsOtherPools FindingID = "role-trusts-other-pools"
	// FindingRoleTrustsGuests is a role for signed-in users that guests can assume through the classic flow.
	FindingRoleTrustsGuests FindingID = "role-trusts-guests"
	// FindingRoleTrustsSignedIn is a role for guests that signed-in users can assume, too.
	FindingRoleTrustsSignedIn FindingID = "role-trusts-signed-in"
	// FindingRoleTrustsAnyone is a role that does not even ask for an identity of Cognito.
	FindingRoleTrustsAnyone FindingID = "role-trusts-anyone"
	// FindingRoleWithoutTagSession is a role that can't be assumed with the session tags that are set.
	FindingRoleWithoutTagSession FindingID = "role-without-tag-session"
	// FindingClassicFlowWithRoleMappings is an identity pool that allows the classic flow, which refuses role mappings.
	FindingClassicFlowWithRoleMappings FindingID = "classic-flow-with-role-mappings"
	// FindingGuestsWithoutRole is an identity pool that allows guests and has no role for them.
	FindingGuestsWithoutRole FindingID = "guests-without-role"
	// FindingUsersWithoutRole is an identity pool that has no role for users whom no role mapping gives one.
	FindingUsersWithoutRole FindingID = "users-without-role"
	// FindingRuleNeverApplies is a rule that no token can match, or that comes after one that matches whenever it does.
	FindingRuleNeverApplies FindingID = "rule-never-applies"
	// FindingTokenMappingNeverApplies is a token mapping for a provider whose tokens name no roles.
	FindingTokenMappingNeverApplies FindingID = "token-mapping-never-applies"
	// FindingLimitExceeded is more of something than the service takes.
	FindingLimitExceeded FindingID = "limit-exceeded"
	// FindingInvalidValue is a text that the service does not take.
	FindingInvalidValue FindingID = "invalid-value"
	// FindingSecretInPlainText is a Twitter consumer secret that can be read in the template.
	FindingSecretInPlainText FindingID = "secret-in-plain-text"
)

// Finding is something in a template that is refused at deployment, does not work at run time or gives a role to too many.
type Finding struct {
	// ID is the kind of the finding.
	ID FindingID
	// Resource is the logical id of the resource to change.
	Resource string
	// Message says what is wrong.
	Message string
	// Cure says how to put it right.
	Cure string
}

// String is for the output of a failing test.
func (f Finding) String() string {
	return fmt.Sprintf("%s: %s; %s (%s)", f.Resource, f.Message, f.Cure, f.ID)
}

// Check returns what is wrong with the identity pools of the template, their role attachments, tag mappings and roles. It reports
// what is sure: where only the deployment knows, there is no finding.
func (t *Template) Check() []Finding {
	found := &findings{}
	for _, pool := range t.identityPools {
		found.checkSettings(pool)
		found.checkDefaultRoles(pool)
	}
	for _, pool := range slices.Concat(t.identityPools, t.imported) {
		found.checkAttachments(pool)
		found.checkRoleMappings(pool)
		found.checkTagMappings(pool)
		found.checkTrust(pool)
	}
	return found.all
}

type findings struct {
	all []Finding
}

func (f *findings) add(id FindingID, resource, message, cure string) {
	f.all = append(f.all, Finding{ID: id, Resource: resource, Message: message, Cure: cure})
}

// addOnce adds the first finding of a kind for a resource: one cure is for all of them.
func (f *findings) addOnce(id FindingID, resource, message, cure string) {
	isSame := func(other Finding) bool { return other.ID == id && other.Resource == resource }
	if !slices.ContainsFunc(f.all, isSame) {
		f.add(id, resource, message, cure)
	}
}

// checkText reports a text that the service does not take.
func (f *findings) checkText(resource, field string, text value, limit cognito.Text) {
	known, isLiteral := text.literal()
	if !isLiteral || known == "" {
		return
	}
	if err := limit.Check(known); err != nil {
		f.add(FindingInvalidValue, resource, field+": "+err.Error(), "use a value that the service takes")
	}
}

// checkCount reports more of something than the service takes.
func (f *findings) checkCount(resource, what string, count, most int) {
	if count > most {
		f.add(FindingLimitExceeded, resource,
			fmt.Sprintf("there are %d %s; the service takes at most %d", count, what, most), "take some out")
	}
}

func (f *findings) checkOneOf(resource, field string, text value, allowed ...string) {
	known, isLiteral := text.literal()
	if isLiteral && known != "" && !slices.Contains(allowed, known) {
		f.add(FindingInvalidValue, resource, fmt.Sprintf("%s is %s; allowed are %s", field, cognito.Quote(known), strings.Join(allowed, ", ")),
			"use one of them")
	}
}
