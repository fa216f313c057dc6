package cfn

import (
	"regexp"
	"strings"
)

// serverlessVariable begins a variable of the Serverless Framework, which fills it in before CloudFormation gets the template. Those whose
// sources are called as the keys of policy variables are, such as ${s3:…} and ${aws:…}, can't be told from them and stay as they are.
//
// See: https://www.serverless.com/framework/docs/guides/variables
var serverlessVariable = regexp.MustCompile(`^\$\{(?:(?:self|opt|env|sls|param):|cf[:.(]|file\()`)

// cutServerlessVariable cuts the variable off that a text begins with. It may have others in it: ${self:custom.${opt:stage}.bucket}.
func cutServerlessVariable(text string) (variable Value, rest string, found bool) {
	if !serverlessVariable.MatchString(text) {
		return Value{}, text, false
	}
	depth := 0
	for i, character := range text {
		switch character {
		case '{':
			depth++
		case '}':
			depth--
			if depth == 0 {
				written := text[:i+1]
				return expression(nil, written[len("${"):i], "the Serverless Framework fills in "+written), text[i+1:], true
			}
		}
	}
	return Value{}, text, false
}

// withServerlessVariables leaves the variables of the Serverless Framework open. A text that is nothing but one may become anything.
func withServerlessVariables(text Value) Property {
	literal, known := text.Literal()
	if !known || !strings.Contains(literal, "${") {
		return textProperty(text)
	}
	if variable, rest, found := cutServerlessVariable(literal); found && rest == "" {
		return Property{kind: Deferred, value: variable}
	}
	var pieces []Value
	for {
		before, _, found := strings.Cut(literal, "${")
		if !found {
			return textProperty(Join(append(pieces, Literal(literal))...))
		}
		variable, after, isVariable := cutServerlessVariable(literal[len(before):])
		if !isVariable {
			variable, after = Literal("${"), literal[len(before)+len("${"):]
		}
		pieces = append(pieces, Literal(before), variable)
		literal = after
	}
}

// isServerlessService reports whether a file is a serverless.yml, which has the resources of a template in it.
//
// See: https://www.serverless.com/framework/docs/providers/aws/guide/serverless.yml
func isServerlessService(root node) bool {
	return root.field("service").kind() != Absent && root.field("provider").kind() != Absent
}
