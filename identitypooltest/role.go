package identitypooltest

import (
	"strings"
)

// role is a role as something in a template, or in a test, names it.
type role struct {
	name       value
	definition *roleResource // nil if the template does not define it
}

// roleResource is a role that the template defines.
type roleResource struct {
	logicalID string
	trust     policy
	names     []value // with the path: as a Ref, and as it was given
}

// userPoolGroup is a group of a user pool whose members get a role through their tokens.
type userPoolGroup struct {
	logicalID  string
	userPoolID value
	role       value // empty if the group has none
}

func (r *reader) role(from resource) *roleResource {
	path := r.text(from.at.field("Path"), from.properties["Path"])
	if path.isEmpty() {
		path = literal("/")
	}
	read := &roleResource{
		logicalID: from.logicalID,
		trust:     r.readPolicy(from.at.field("AssumeRolePolicyDocument"), from.properties["AssumeRolePolicyDocument"]),
		names:     []value{joined(path, refOf(from.logicalID))},
	}
	if name := r.text(from.at.field("RoleName"), from.properties["RoleName"]); !name.isEmpty() {
		read.names = append(read.names, joined(path, name))
	}
	return read
}

func (r *reader) userPoolGroup(from resource) *userPoolGroup {
	return &userPoolGroup{
		logicalID:  from.logicalID,
		userPoolID: r.requiredText(from.at.field("UserPoolId"), from.properties["UserPoolId"]),
		role:       r.text(from.at.field("RoleArn"), from.properties["RoleArn"]),
	}
}

// groupsOf returns the groups that give a role to users of a provider.
func (t *Template) groupsOf(user *provider) []*userPoolGroup {
	var found []*userPoolGroup
	for _, group := range t.userPoolGroups {
		if user != nil && !group.role.isEmpty() && same(group.userPoolID, user.userPoolID) == yes {
			found = append(found, group)
		}
	}
	return found
}

// String is the logical id, or the ARN of a role that the template does not define.
func (r role) String() string {
	if r.definition != nil {
		return r.definition.logicalID
	}
	return r.name.String()
}

// is reports whether two roles are the same.
func (r role) is(other role) answer {
	if r.definition != nil && other.definition != nil {
		return answerOf(r.definition == other.definition)
	}
	return same(r.name, other.name)
}

// roleWithARN returns the role that an ARN in the template stands for.
func (t *Template) roleWithARN(arn value) role {
	if len(arn.parts) == 1 && arn.parts[0].deferred {
		if logicalID, isARN := strings.CutSuffix(arn.parts[0].text, "."+arnAttribute); isARN {
			return role{name: arn, definition: t.roles[logicalID]}
		}
	}
	return role{name: arn, definition: t.roleWithName(arn)}
}

// roleWithName returns the role whose ARN was put together from its name; nil for a role of another account or template,
// and where several share the name.
func (t *Template) roleWithName(arn value) *roleResource {
	account, name, isRole := takeRoleARNApart(arn)
	if !isRole || same(account, t.evaluator.pseudoParameter("AWS::AccountId")) != yes {
		return nil
	}
	name = joined(literal("/"), name)
	var found *roleResource
	for _, definition := range t.roles {
		if anyOf(definition.names, func(own value) answer { return same(name, own) }) != yes {
			continue
		}
		if found != nil {
			return nil // conditions decide which of the two there is
		}
		found = definition
	}
	return found
}

// takeRoleARNApart returns the account and the path with the name of arn:<partition>:iam::<account>:role/<path><name>.
func takeRoleARNApart(arn value) (account, name value, isRole bool) {
	head, name, isRole := arn.cut(":role/")
	_, account, hasService := head.cut(":iam::")
	return account, name, isRole && hasService && strings.HasPrefix(arn.prefix(), "arn:")
}

// roleNamed returns the role that a test or a claim names by its logical id or ARN.
func (t *Template) roleNamed(name string) role {
	if definition, defined := t.roles[name]; defined {
		return role{name: deferredValue(name + "." + arnAttribute), definition: definition}
	}
	return t.roleWithARN(literal(name))
}

// isOfOtherAccount reports whether a role is surely not of the account that the template is deployed to.
func (t *Template) isOfOtherAccount(r role) bool {
	account, _, isRole := takeRoleARNApart(r.name)
	return isRole && same(account, t.evaluator.pseudoParameter("AWS::AccountId")) == no
}
