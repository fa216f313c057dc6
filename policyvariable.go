package identitypool

import (
	"regexp"
	"strings"

	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// SessionTagVariable stands for the value of a session tag in a policy, "${aws:PrincipalTag/<key>}". With it, one policy gives each
// tenant a part of a bucket or table. A session without the tag matches nothing. Map the tag with
// [IdentityPoolPrincipalTagMapping] from a claim that users can't write, whose values hold no * or ?: in a policy they act as wildcards.
//
// It panics with a [*ValidationError] for a key that no session tag can have.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/using-attributes-for-access-control-policy-example.html
func SessionTagVariable(key *string) *string {
	found := &problems{}
	found.required(place{name: "key"}, key, cognito.CheckPrincipalTagKey, cognito.PrincipalTagKey.Allowed())
	found.panicIfAny(noPath)
	return jsii.String("${aws:PrincipalTag/" + *key + "}")
}

// policyVariable is what stands between the braces of a policy variable: a key, with a default or without, or a character that would
// have a meaning of its own. The first group is the default.
//
// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
var policyVariable = regexp.MustCompile(`^(?:[*?$]|[^*?$'"{},]+(?:, *'([^']*)')?)$`)

// checkPolicyText reports what means something else in a policy than it seems to: wildcards, and what only looks like a variable.
func checkPolicyText(at place, text string, found *problems) {
	hasWildcard := false
	rest := text
	for rest != "" {
		literal, behind, opens := strings.Cut(rest, "${")
		hasWildcard = hasWildcard || strings.ContainsAny(literal, "*?")
		if !opens {
			break
		}
		variable, after, closes := strings.Cut(behind, "}")
		parts := policyVariable.FindStringSubmatch(variable)
		switch {
		case !closes:
			found.add(at, "%s has a ${ without }, which IAM takes literally; write a variable as ${<key>}", cognito.Quote(text))
			return
		case isToken("${" + variable + "}"):
		case parts == nil:
			found.add(at, "%s holds ${%s}, which is not a policy variable; write it as ${<key>}", cognito.Quote(text), variable)
			return
		default:
			hasWildcard = hasWildcard || strings.ContainsAny(parts[1], "*?")
		}
		rest = after
	}
	if hasWildcard {
		found.add(at, "%s holds * or ?; pass it without, or write ${*} or ${?} for the characters themselves", cognito.Quote(text))
	}
}
