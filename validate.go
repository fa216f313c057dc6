package identitypool

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/constructs-go/constructs/v10"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// ValidationError is what the constructors and methods of this package panic with when they are given something that AWS
// would refuse or that contradicts itself, and what [IdentityPoolProps.Validate] returns. It holds every problem that
// was found, not just the first, and nothing has been defined by then.
//
// To get hold of it where a constructor panics:
//
//	defer func() {
//		var invalid *identitypool.ValidationError
//		if err, ok := recover().(error); ok && errors.As(err, &invalid) {
//			// invalid.Problems
//		}
//	}()
type ValidationError struct {
	// Path of the construct in the construct tree, such as "Stack/IdentityPool". Empty where there is no construct
	// that the problems belong to.
	Path string
	// Problems that were found: first those that the Go values show, then those that only constructs can tell. Never empty.
	Problems []ValidationProblem
}

// ValidationProblem is one problem of a [ValidationError].
type ValidationProblem struct {
	// Field that has the problem, written like the Go code that set it: "RoleMappings[1].Rules[0].Claim". A problem with an
	// argument has the argument's name; elements of a variadic argument are counted in that call.
	Field string
	// Message that says what was found, what is allowed and how to put it right.
	Message string
}

// Error returns a line for each problem: "<construct path>: <field>: <message>", without the path where there is none.
func (e *ValidationError) Error() string {
	lines := make([]string, len(e.Problems))
	for i, problem := range e.Problems {
		lines[i] = problem.line()
		if e.Path != "" {
			lines[i] = e.Path + ": " + lines[i]
		}
	}
	return strings.Join(lines, "\n")
}

func (p ValidationProblem) line() string { return p.Field + ": " + p.Message }

// problems collects what is wrong with the arguments of one call.
type problems []ValidationProblem

func (p *problems) add(at place, format string, arguments ...any) {
	*p = append(*p, ValidationProblem{Field: at.String(), Message: fmt.Sprintf(format, arguments...)})
}

func (p *problems) addError(at place, err error) {
	if err != nil {
		p.add(at, "%s", err)
	}
}

// err returns a *ValidationError if there are problems. The path is asked for only then: it costs requests.
func (p *problems) err(path func() string) error {
	if len(*p) == 0 {
		return nil
	}
	return &ValidationError{Path: path(), Problems: *p}
}

func (p *problems) panicIfAny(path func() string) {
	if err := p.err(path); err != nil {
		panic(err)
	}
}

// text checks a required text. Texts that only the deployment knows are let through.
func (p *problems) text(at place, value *string, limit cognito.Text) {
	p.required(at, value, limit.Check, limit.Allowed())
}

// iamArn checks the ARN of a resource of IAM.
func (p *problems) iamArn(at place, arn, kind string) {
	before := len(*p)
	p.text(at, &arn, cognito.ARN)
	if len(*p) == before {
		p.addError(at, cognito.CheckIAMARN(arn, kind, isOpaque))
	}
}

// secret is text for a value that no message may show.
func (p *problems) secret(at place, value *string, limit cognito.Text) {
	p.required(at, value, limit.CheckSecret, limit.Allowed())
}

func (p *problems) required(at place, value *string, check func(string) error, allowed string) {
	if value == nil || *value == "" {
		p.add(at, "is required; pass %s", allowed)
		return
	}
	if err := check(*value); err != nil && !isOpaque(*value) {
		p.addError(at, err)
	}
}

// optionalText is text for a value that may be left out.
func (p *problems) optionalText(at place, value *string, limit cognito.Text) {
	if value == nil {
		return
	}
	if err := limit.Check(*value); err != nil && !isOpaque(*value) {
		p.addError(at, err)
	}
}

// scopeAndID checks the arguments that every constructor of a construct has. It returns the stack of the scope, and nil where there is
// none: nothing more can be asked then.
func (p *problems) scopeAndID(scope constructs.Construct, id *string) awscdk.Stack {
	stack := p.scope(scope)
	p.id(id)
	return stack
}

// scopePlace is the argument scope.
var scopePlace = place{name: "scope"}

func (p *problems) scope(scope constructs.Construct) awscdk.Stack {
	if isNil(scope) {
		p.add(scopePlace, "is required; pass the stack or construct to define this in")
		return nil
	}
	if _, isStage := scope.(awscdk.Stage); isStage { // an app is one, too
		p.add(scopePlace, "is an app or a stage; pass a stack, or a construct in one")
		return nil
	}
	stack := askStack(scope)
	if stack == nil {
		p.add(scopePlace, "is in no stack; pass a stack, or a construct in one")
	}
	return stack
}

// idPlace is the argument id.
var idPlace = place{name: "id"}

func (p *problems) id(id *string) {
	switch {
	case id == nil || *id == "":
		p.add(idPlace, "is required; pass an id that is unique in the scope")
	case isToken(*id):
		p.add(idPlace, "is a token; an id must be known when the app is synthesized")
	}
}

// childPath returns the path that the child of a scope will have.
func childPath(scope constructs.Construct, id *string) func() string {
	return func() string {
		if isNil(scope) {
			return ""
		}
		var name string
		if id != nil {
			name = strings.ReplaceAll(*id, "/", "--") // as the CDK does
		}
		return strings.Trim(*scope.Node().Path()+"/"+name, "/")
	}
}

// pathOf returns the path of a construct.
func pathOf(construct constructs.IConstruct) func() string {
	return func() string { return *construct.Node().Path() }
}

func noPath() string { return "" }

// place says where in its arguments the caller wrote a value. It is put into words only where there is a problem, so that
// checking a correct value costs no memory.
type place struct {
	parent *place // nil at the top
	name   string // in brackets for the key of a map, empty for an element of a list
	index  int
}

func (p *place) field(name string) place {
	return place{parent: p, name: name}
}

func (p *place) key(key string) place {
	return place{parent: p, name: "[" + strconv.Quote(key) + "]"}
}

func (p *place) item(index int) place {
	return place{parent: p, index: index}
}

func (p place) String() string {
	switch {
	case p.name == "":
		return p.parent.String() + "[" + strconv.Itoa(p.index) + "]"
	case p.parent == nil:
		return p.name
	case p.name[0] == '[':
		return p.parent.String() + p.name
	default:
		return p.parent.String() + "." + p.name
	}
}

// placeOf puts the place of a value into words, for a message about another one.
func placeOf(at place, isOfEarlierCall bool) string {
	if isOfEarlierCall {
		return "an earlier call"
	}
	return at.String()
}

// isToken is true for a text with a CDK token in it, a placeholder for what is known at synthesis or deployment only. The CDK
// marks them so that they can be told from other texts without asking it.
func isToken(text string) bool {
	return strings.Contains(text, tokenMark)
}

const tokenMark = "${Token["

// isOpaque is true for a text that can't be checked: a token or a CloudFormation dynamic reference.
func isOpaque(text string) bool {
	return isToken(text) || strings.Contains(text, "{{resolve:")
}

// isNil is true for nil and for an interface that holds a nil pointer or function.
func isNil(value any) bool {
	if value == nil {
		return true
	}
	reflected := reflect.ValueOf(value)
	switch reflected.Kind() {
	case reflect.Pointer, reflect.Func, reflect.Map, reflect.Slice:
		return reflected.IsNil()
	default:
		return false
	}
}

func isTrue(value *bool) bool {
	return value != nil && *value
}

// elements returns what an optional list holds.
func elements[T any](list *[]T) []T {
	if list == nil {
		return nil
	}
	return *list
}

// valueOf returns what an optional text holds, empty where it is left out.
func valueOf(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}

func copyOf[T any](value *T) *T {
	if value == nil {
		return nil
	}
	copied := *value
	return &copied
}
