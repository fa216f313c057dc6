package access

import (
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// mayBeUserPool is false for a name that is not a user pool's, whatever the deployment fills in.
func (n providerName) mayBeUserPool() bool {
	example, isComplete := n.example()
	if !isComplete {
		prefix := n.userPool.Prefix()
		known := min(len(prefix), len(cognito.UserPoolHostPrefix))
		return prefix[:known] == cognito.UserPoolHostPrefix[:known]
	}
	return cognito.IsCompleteUserPoolName(example)
}

// example is the name of the user pool with what the deployment could fill in: ids of user pools and clients, and pseudo parameters. It is
// false where there is more to fill in.
func (n providerName) example() (name string, isComplete bool) {
	var text strings.Builder
	region := n.region()
	pseudoParameters := map[string]string{
		"AWS::Region": region, "AWS::URLSuffix": "amazonaws.com", "AWS::AccountId": "111122223333", "AWS::Partition": "aws",
	}
	for _, part := range n.userPool.Parts() {
		resource, attribute := part.Resource()
		switch {
		case part.IsLiteral():
			text.WriteString(part.Text)
		case resource != nil && resource.Type == userPoolType && attribute == "":
			where, isKnown := resource.Stack.Region().Literal()
			if !isKnown {
				where = region
			}
			text.WriteString(where + "_a")
		case resource != nil && resource.Type == userPoolClientType && attribute == "":
			text.WriteString("1a")
		case pseudoParameters[part.Text] != "":
			text.WriteString(pseudoParameters[part.Text])
		default:
			return "", false
		}
	}
	return text.String(), true
}

// region is the one that the name tells, and any where it tells none.
func (n providerName) region() string {
	_, rest, _ := n.host.Cut(".")
	inHost, _, _ := rest.Cut(".")
	if region, known := inHost.Literal(); known && region != "" {
		return region
	}
	id, _ := n.userPoolID.Literal()
	if region, known := cognito.UserPoolRegion(id); known {
		return region
	}
	return "us-east-1"
}
