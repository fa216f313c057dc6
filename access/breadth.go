package access

import (
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/iam"
)

// actionsOf are the actions of a statement; * where it names those that it excludes.
func actionsOf(statement iam.Statement) []string {
	names, allBut := statement.Actions()
	if allBut {
		return []string{"*"}
	}
	return names
}

func serviceOfAction(action string) string {
	service, _, _ := strings.Cut(strings.ToLower(action), ":")
	return service
}

// isWholeService reports whether an action stands for all actions of a service, or of all services.
func isWholeService(action string) bool {
	_, name, found := strings.Cut(action, ":")
	return action == "*" || found && isAnything(name)
}

// isAnything reports whether a pattern matches every name, with or without parts.
func isAnything(pattern string) bool {
	return strings.Contains(pattern, "*") && strings.Trim(pattern, "*/:") == ""
}

// isOnEveryResource reports whether a statement doesn't choose between the resources of a type.
func isOnEveryResource(statement iam.Statement) bool {
	arns, allBut := statement.Resources()
	return (allBut || slices.ContainsFunc(arns, isEveryResource)) && !slices.ContainsFunc(statement.Conditions(), isOnResourceTag)
}

// isOnResourceTag is for a condition by which only resources with some value of a tag count, such as aws:ResourceTag/owner.
//
// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html
func isOnResourceTag(condition iam.Condition) bool {
	_, key, _ := strings.Cut(strings.ToLower(condition.Key), ":")
	return condition.WantsValue() && (strings.HasPrefix(key, "resourcetag/") || strings.HasPrefix(key, "existingobjecttag/"))
}

// isEveryResource reads arn:partition:service:region:account:resource, of which the last part is * or a type and *.
func isEveryResource(arn cfn.Value) bool {
	service, rest := cfn.Value{}, arn
	for _, part := range []string{"arn", "partition", "service", "region", "account"} {
		if rest.Is("*") {
			return true
		}
		before, after, found := rest.Cut(":")
		if !found {
			return false
		}
		if part == "service" {
			service = before
		}
		rest = after
	}
	name, known := rest.Literal()
	if !known {
		return false
	}
	if end := strings.IndexAny(name, ":/"); end >= 0 && !namesHaveNoType(service) && !strings.Contains(name[:end], "*") {
		name = name[end+1:]
	}
	return isAnything(name)
}

// namesHaveNoType is for services in whose ARNs the name of a resource follows at once: arn:aws:s3:::bucket/object.
//
// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
func namesHaveNoType(service cfn.Value) bool {
	name, known := service.Literal()
	return !known || slices.Contains([]string{"s3", "sns", "sqs", "execute-api"}, name)
}

// firstAction returns the first action of a statement that is wanted, if the permissions boundary lets as much through.
func (h roleHolder) firstAction(by grant, isWanted func(statement iam.Statement, action string) bool) (action string, found bool) {
	wantedIn := func(statement iam.Statement) (string, bool) {
		actions := actionsOf(statement)
		at := slices.IndexFunc(actions, func(action string) bool { return isWanted(statement, action) })
		if at < 0 {
			return "", false
		}
		return actions[at], true
	}
	isLetThrough := h.subject.own.Boundary == nil || slices.ContainsFunc(h.subject.own.Boundary, func(policy iam.Policy) bool {
		return slices.ContainsFunc(policy.Statements, func(statement iam.Statement) bool {
			_, isWanted := wantedIn(statement)
			return statement.IsAllow() && isWanted
		})
	})
	if !isLetThrough {
		return "", false
	}
	return wantedIn(by.Statement)
}

// isTakenAway reports whether nothing is left of what a statement allows of an action, or only what a Deny of all else spares.
func (h roleHolder) isTakenAway(by grant, action string) bool {
	if h.allows(by, action, everyResource) == answer.No {
		return true
	}
	resources, allBut := by.Resources()
	if allBut {
		resources = []cfn.Value{everyResource}
	}
	others := iam.Policies{Identity: append(slices.Clip(h.denials), iam.AllowActions("", "*"))}
	return answer.AllOf(resources, func(resource cfn.Value) answer.Answer {
		asked := iam.Request{Principal: h.subject.principal, Action: action, Resource: resource, Context: h.subject.context}
		return iam.Authorize(asked.Example(), others).Answer.Not()
	}) == answer.Yes
}

// resourcesOf names the resources of a statement in a message.
func resourcesOf(statement iam.Statement) string {
	arns, allBut := statement.Resources()
	if allBut {
		return "all but " + listed(arns)
	}
	return listed(arns)
}
