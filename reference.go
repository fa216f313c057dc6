package identitypool

import (
	"encoding/json"
	"regexp"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

// referredTo returns the resource that a token refers to, and false for a text of another kind, such as a parameter's or import's token.
func referredTo(text string) (constructs.IConstruct, bool) {
	reference, isReference := tokenReference(text)
	if !isReference {
		return nil, false
	}
	target := reference.Target()
	_, isResource := target.(awscdk.CfnResource)
	return target, isResource
}

// tokenReference returns the reference that a text of one token is.
func tokenReference(text string) (awscdk.Reference, bool) {
	if !strings.HasPrefix(text, tokenMark) || strings.Index(text, "}") != len(text)-1 {
		return nil, false
	}
	reference, isReference := awscdk.Tokenization_ReverseCompleteString(jsii.String(text)).(awscdk.Reference)
	return reference, isReference
}

// reference is a reference to something of the stack.
type reference struct {
	logicalID string
	attribute string // empty for a Ref
}

// parseReference takes what resolvedText returns. The reference is empty for a text that is none.
func parseReference(resolved string) reference {
	var function map[string]any
	if json.Unmarshal([]byte(resolved), &function) != nil {
		return reference{}
	}
	if logicalID, isRef := function["Ref"].(string); isRef {
		return reference{logicalID: logicalID}
	}
	of, isGetAtt := function["Fn::GetAtt"].([]any)
	if !isGetAtt || len(of) < 2 {
		return reference{}
	}
	logicalID, _ := of[0].(string)
	attribute, _ := of[1].(string)
	return reference{logicalID: logicalID, attribute: attribute}
}

// digest is what the CDK puts behind the path of a construct to make the logical id of its resource.
var digest = regexp.MustCompile(`(.)[0-9A-F]{8}$`)

// String returns what people can read of the reference.
func (r reference) String() string {
	readable := digest.ReplaceAllString(r.logicalID, "$1")
	if r.attribute == "" {
		return readable
	}
	return readable + "." + r.attribute
}
