package access

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// group is a group of a user pool, whose members get its role through their tokens.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-user-groups.html
type group struct {
	resource   *cfn.Resource
	properties cfn.Property
	userPoolID cfn.Value
	name       cfn.Value // empty if the deployment makes one up
	precedence cfn.Value // empty if it has none, which is after all others
	role       role      // its ARN is empty if the group has none
}

func (d *deployment) readGroup(resource *cfn.Resource) *group {
	properties := d.templates.Properties(resource)
	return &group{
		resource:   resource,
		properties: properties,
		userPoolID: properties.Field("UserPoolId").Text(),
		name:       properties.Field("GroupName").Text(),
		precedence: properties.Field("Precedence").Text(),
		role:       d.roleWithARN(properties.Field("RoleArn").Text()),
	}
}

// String is what a test calls the group: its name, and its construct path or logical id if only the deployment knows the name.
func (g *group) String() string {
	if name, known := g.name.Literal(); known && name != "" {
		return name
	}
	return g.resource.Name()
}

// groupsOf returns the groups of the user pool of a provider.
func (d *deployment) groupsOf(idp *provider) []*group {
	return slices.DeleteFunc(slices.Clone(d.groups), func(group *group) bool {
		return idp == nil || idp.kind != userPoolProvider || cfn.Same(group.userPoolID, idp.userPoolID) != answer.Yes
	})
}

// groupsWithRole returns the groups that give a role to users of a provider.
func (d *deployment) groupsWithRole(idp *provider) []*group {
	return slices.DeleteFunc(d.groupsOf(idp), func(group *group) bool { return group.role.arn.IsEmpty() })
}

// before compares the precedence of two groups: lower numbers come first, none comes last. It is false for known if only the
// deployment knows.
func (g *group) before(other *group) (order int, known bool) {
	own, ownKnown := g.rank()
	others, othersKnown := other.rank()
	return cmp.Compare(own, others), ownKnown && othersKnown
}

// rank is the precedence as a number. "Groups with lower Precedence values take precedence over groups with higher or null Precedence
// values", says the API.
func (g *group) rank() (rank int, known bool) {
	text, known := g.precedence.Literal()
	if !known || text == "" {
		return math.MaxInt, known
	}
	rank, err := strconv.Atoi(text)
	return rank, err == nil
}

// groupClaims are the claims that a user pool makes of the groups that a user is in.
type groupClaims struct {
	names     []string
	roles     []role
	preferred []role // one, or none where no role is preferred
	unknown   string // why the roles can't be known; empty if they can
	uncertain string // what AWS does not document about them; empty if it documents all
}

// claimsOfGroups makes the claims of groups that a test names.
func (p *pool) claimsOfGroups(idp *provider, names []string) groupClaims {
	found := groupClaims{names: names}
	all := p.deployment.groupsOf(idp)
	var of []*group
	for _, name := range names {
		at := slices.IndexFunc(all, func(one *group) bool { return one.isNamed(name) })
		if at < 0 {
			found.unknown = fmt.Sprintf("no template defines the group %q of the user pool of %s, so its role is not known; %s",
				name, idp, groupNames(all))
			continue
		}
		of = append(of, all[at])
	}
	for _, group := range of {
		if !group.role.arn.IsEmpty() {
			found.roles = append(found.roles, group.role)
		}
	}
	found.prefer(of)
	return found
}

// groupNames lists the groups of a user pool for a message.
func groupNames(all []*group) string {
	if len(all) == 0 {
		return "the templates define none of its groups"
	}
	names := make([]string, 0, len(all))
	for _, each := range all {
		name := each.name
		if name.IsEmpty() {
			name = cfn.Literal(each.resource.Name())
		}
		names = append(names, cognito.Quote(name.String()))
	}
	return "the templates define " + strings.Join(names, ", ")
}

func (g *group) isNamed(name string) bool {
	return g.name.Is(name) || g.resource.Name() == name || g.resource.LogicalID == name
}

// prefer sets the preferred role. "If two groups that share a precedence have the same role ARN, that role is used"; with different
// ones no role is preferred.
func (c *groupClaims) prefer(of []*group) {
	if len(of) == 0 {
		return
	}
	first := []*group{of[0]}
	for _, group := range of[1:] {
		order, known := group.before(first[0])
		switch {
		case !known:
			c.unknown = fmt.Sprintf("only the deployment knows which of the groups %s and %s has precedence", first[0], group)
			return
		case order < 0:
			first = first[:0]
			first = append(first, group)
		case order == 0:
			first = append(first, group)
		}
	}
	for _, group := range first {
		if group.role.arn.IsEmpty() {
			if len(c.roles) > 0 {
				c.uncertain = fmt.Sprintf("which role is preferred where %s, the first of the groups, has none is not documented", group)
				c.unknown = c.uncertain
			}
			return
		}
		next := group.role
		if len(c.preferred) == 0 {
			c.preferred = []role{next}
			continue
		}
		switch next.is(c.preferred[0]) {
		case answer.No:
			c.preferred = nil
			if group.precedence.IsEmpty() {
				c.uncertain = "whether groups without precedence count as equal is not documented"
			}
			return
		case answer.Unknown:
			c.unknown = fmt.Sprintf("only the deployment knows whether %s and %s, of equal precedence, have the same role", first[0], group)
			return
		case answer.Yes:
		}
	}
}
