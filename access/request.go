package access

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
	"github.com/awscdk-constructs/identitypool/internal/iam"
)

// Request is one action on one resource.
//
// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
type Request struct {
	// Action is the service and the name of the action, such as "s3:GetObject"; case makes no difference. With * or ? it stands for
	// several actions: granted if all of them are, refused if none is. Required.
	Action string
	// Resource is an ARN as Fn::Sub writes it, such as "${Files.Arn}/users/*", with any name of a resource before the dot; or such a
	// name by itself, which stands for the resource's ARN. In it, ${cognito-identity.amazonaws.com:sub} is the session's own identity
	// id. With * or ? it stands for several resources, like Action. Default: *, for actions that have no resources.
	Resource string
	// Context are the condition keys that the request has: a list with the values, or an empty list for a key that it lacks. It wins
	// over what is known otherwise, except for the tags and the identity id of the session. A key that the action never has, such as
	// dynamodb:LeadingKeys for dynamodb:Scan, is absent whatever stands here. Default: a key that is neither given nor known of the
	// session may have any value or none.
	//
	// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
	Context map[string][]string
}

// Permission is the answer to a [Request].
type Permission struct {
	// Outcome says whether it is allowed. Refused is also a request of somebody who gets no role.
	Outcome Outcome
	// Uncertain says that AWS doesn't document what the answer relies on. It is the cautious answer then.
	Uncertain bool
	// Statement is the one that decided, such as "Access/Users/DefaultPolicy statement 2". Empty if none did.
	Statement string
	// Reason explains the answer in a sentence: what was asked, and what the statement that comes nearest lacks.
	Reason string
}

// String is for the output of a failing test.
func (p Permission) String() string { return p.summary() + ": " + p.Reason }

func (p Permission) summary() string {
	if p.Uncertain {
		return p.Outcome.String() + " (uncertain)"
	}
	return p.Outcome.String()
}

// String is the action and the resource.
func (r Request) String() string { return r.Action + " on " + r.resource() }

func (r Request) resource() string {
	if r.Resource == "" {
		return "*"
	}
	return r.Resource
}

// CheckRequest returns an error for a request that is most likely a mistake: the action can't be one, no resource of the app has the name
// that is given, or the action is about the objects of a bucket and the resource is the bucket. The error says what to write. Can and
// WhoCan answer Unknown to the first two; to the last they answer as IAM does, for the ARN as it is.
func (a *App) CheckRequest(request Request) error {
	if err := request.CheckAction(); err != nil {
		return err
	}
	arn, err := a.undecided().ARN(request.resource())
	if err != nil {
		return err
	}
	return a.checkTarget(request, arn)
}

// objectActions are those of S3 that are about objects, and never about the bucket that these are in.
//
// See: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
var objectActions = regexp.MustCompile(
	`(?i)^s3:(?:(?:get|put|delete|restore|replicate)object|(?:abortmultipartupload|listmultipartuploadparts|bypassgovernanceretention)$)`)

const bucketType = "AWS::S3::Bucket"

// checkTarget returns an error for an action that is never about the resource: a test of who can't would pass by it.
func (a *App) checkTarget(request Request, arn cfn.Value) error {
	if !objectActions.MatchString(request.Action) {
		return nil
	}
	bucket, isARN := a.templates.ResourceOfARN(arn)
	if !isARN || bucket.Type != bucketType {
		return nil
	}
	return fmt.Errorf("%s is about objects, not about the bucket that they are in; write ${%s.Arn}/* or the name of an object behind the slash",
		request.Action, bucket.Name())
}

// actionForm is a service, a colon and a name. The service has no wildcards.
//
// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
var actionForm = regexp.MustCompile(`^[\w-]+:[\w*?-]+$`)

// CheckAction returns an error for an action that can't be one: it is * or a service, a colon and a name.
func (r Request) CheckAction() error {
	if r.Action == "*" || actionForm.MatchString(r.Action) {
		return nil
	}
	return fmt.Errorf("%s is not an action; write the service, a colon and a name, such as s3:GetObject", cognito.Quote(r.Action))
}

// service is that of the action; empty for the actions of all.
func (r Request) service() string {
	service := serviceOfAction(r.Action)
	if service == "*" {
		return ""
	}
	return service
}

// identityIDs are those that the request names, so that it depends on whose they are.
func (r Request) identityIDs() []string {
	texts := []string{r.Resource}
	for _, values := range r.Context {
		texts = append(texts, values...)
	}
	return cognito.IdentityIDsIn(strings.Join(texts, "\n"))
}

// resolve makes a request of IAM of one that a test writes.
func (s *subject) resolve(request Request) (iam.Request, error) {
	resource, err := s.policies.deployment.templates.ARN(request.resource())
	if err != nil {
		return iam.Request{}, err
	}
	asked := iam.Request{Principal: s.principal, Action: request.Action, Resource: s.withIdentity(resource), Context: s.context}
	var keys []iam.Key
	for name, texts := range request.Context {
		if s.hasOwn(name) || iam.Lacks(request.Action, name) {
			continue
		}
		key := iam.Key{Name: name}
		for _, text := range texts {
			key.Values = append(key.Values, s.withIdentity(cfn.Literal(text)))
		}
		keys = append(keys, key)
	}
	if len(keys) > 0 {
		asked.Context = asked.Context.With(keys...)
	}
	if asked.Resource.Contains("${") {
		return asked, fmt.Errorf("%s has a policy variable in it, which only a policy fills in; write its value", asked.Resource)
	}
	return asked, nil
}

// hasOwn is for the keys that no request can set: the tags and the identity of the session.
func (s *subject) hasOwn(key string) bool {
	name := strings.ToLower(key)
	return strings.HasPrefix(name, principalTagPrefix) || slices.Contains(subjectKeys, name)
}

var subjectKeys = func() []string {
	var keys []string
	for _, principal := range cognito.FederatedPrincipals() {
		keys = append(keys, principal+cognito.SubjectKey)
	}
	return keys
}()

// withIdentity fills in the session's own identity id.
func (s *subject) withIdentity(text cfn.Value) cfn.Value {
	if !text.Contains("${") {
		return text
	}
	for _, key := range subjectKeys {
		for {
			before, after, found := text.Cut("${" + key + "}")
			if !found {
				break
			}
			text = cfn.Join(before, s.identityID, after)
		}
	}
	return text
}
