package cfn

import "strings"

// The kinds of metadata of constructs that are read.
const (
	acknowledgedMetadata = "aws:cdk:acknowledged-rules" // Validations.Acknowledge: the reasons by the ids of rules
	warningMetadata      = "aws:cdk:warning"            // Annotations.AddWarningV2: the message, with its id at the end
)

// annotation is what a CDK app says about a construct, as the cloud assembly has it.
type annotation struct {
	path string // of the construct
	kind string
	data node
}

func annotationsIn(metadata node) []annotation {
	var found []annotation
	for path, entries := range metadata.members() {
		for entry := range entries.items() {
			if kind := entry.field("type").text(); kind == acknowledgedMetadata || kind == warningMetadata {
				found = append(found, annotation{strings.TrimPrefix(path.text(), "/"), kind, entry.field("data")})
			}
		}
	}
	return found
}

// annotationsOf are those of the stack and of all that are nested in it.
func (r *Resource) annotationsOf(kind string) []annotation {
	read := r.Stack.top().annotations
	if read == nil || r.path == "" {
		return nil
	}
	var found []annotation
	for _, each := range read() {
		if each.kind == kind {
			found = append(found, each)
		}
	}
	return found
}

// Acknowledgement returns the reason for which the CDK app accepts a rule at the resource's construct, or at the closest one around it.
// An app acknowledges with Validations.Acknowledge. What it acknowledges outside of its stacks, no cloud assembly tells.
//
// See: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.Validations.html
func (r *Resource) Acknowledgement(ruleID string) (reason string, found bool) {
	closest := -1
	for _, each := range r.annotationsOf(acknowledgedMetadata) {
		given := each.data.field(ruleID)
		if isAround(each.path, r.path) && given.document != nil && len(each.path) >= closest {
			reason, found, closest = given.text(), true, len(each.path)
		}
	}
	return reason, found
}

// Acknowledges reports whether the CDK app accepts a rule at any of its constructs.
func (a *App) Acknowledges(ruleID string) bool {
	for _, stack := range a.stacks {
		if stack.annotations == nil {
			continue
		}
		for _, each := range stack.annotations() {
			if each.kind == acknowledgedMetadata && each.data.field(ruleID).document != nil {
				return true
			}
		}
	}
	return false
}

// HasWarning reports whether the CDK app has warned with an id at the resource's construct, or at one around it. A warning at what a
// construct consists of is one about the construct.
//
// See: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.Annotations.html
func (r *Resource) HasWarning(id string) bool {
	for _, each := range r.annotationsOf(warningMetadata) {
		if strings.HasSuffix(each.data.text(), "[ack: "+id+"]") && isAround(withoutHiddenIDs(each.path), r.path) {
			return true
		}
	}
	return false
}

// isAround reports whether a construct is another one or holds it.
func isAround(outer, inner string) bool { return outer == inner || strings.HasPrefix(inner, outer+"/") }
