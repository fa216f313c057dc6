package cfn

import (
	"errors"
	"fmt"
	"strings"
)

// ARN returns the ARN that a name stands for: that of a resource of the app, by a name of [App.Named], or an ARN that is written as
// for [Deployment.Sub]. The error says which names are close.
func (d *Deployment) ARN(name string) (Value, error) {
	if at := strings.LastIndex(name, "${"); at >= 0 && !strings.Contains(name[at:], "}") {
		return Value{}, fmt.Errorf("%s has a ${ without a }; close it", shorten(name))
	}
	if strings.HasPrefix(name, "arn:") || strings.Contains(name, "${") || name == "*" {
		value, err := d.Sub(name)
		if err != nil {
			return value, err
		}
		return value, checkARN(name, value)
	}
	resource, err := d.resource(name)
	if err != nil {
		return Value{}, err
	}
	arn, known := resource.ARN()
	if !known {
		return Value{}, fmt.Errorf("%s is a resource of type %s, whose ARN is not known; write the ARN itself, with ${%s} in it",
			shorten(name), resource.Type, name)
	}
	return arn, nil
}

// checkARN returns an error for what is certainly no ARN: no statement is about it, so whoever asks would be told that it is refused.
func checkARN(name string, value Value) error {
	if len(value.parts) == 0 {
		return errors.New("the resource is empty; write an ARN")
	}
	first := value.parts[0]
	resource, attribute := first.Resource()
	switch {
	case first.IsLiteral() && !strings.HasPrefix(first.Text, "arn:") && !strings.HasPrefix(first.Text, "*"):
		return fmt.Errorf("%s is not an ARN; begin with arn: or with a resource, as ${Files.Arn}/users/* does", shorten(name))
	case resource != nil && attribute == "" && arnForms[resource.Type].service != "":
		return fmt.Errorf("${%s} is not the ARN of %s; write ${%s.Arn}", resource.name, resource.name, resource.name)
	default:
		return nil
	}
}

// resource returns the only one that a name may mean.
func (d *Deployment) resource(name string) (*Resource, error) {
	found := d.app.Named(name)
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return nil, fmt.Errorf("the app has no resource %s; %s", shorten(name), d.app.suggestion(name))
	default:
		names := make([]string, len(found))
		for i, each := range found {
			names[i] = each.Name()
		}
		return nil, fmt.Errorf("%s may be each of %s; write one of these names", shorten(name), strings.Join(names, ", "))
	}
}

// Sub evaluates a text as Fn::Sub does, with the names of [App.Named]: "${Files.Arn}/users/*". Pseudo parameters have the values of
// the first stack. What is not a name of a template stays as it is: ${cognito-identity.amazonaws.com:sub},
// ${aws:PrincipalTag/tenant}, ${*}; so does what follows ${!. All names that the app doesn't have are in the error.
func (d *Deployment) Sub(text string) (Value, error) {
	var pieces []Value
	var problems []error
	for {
		before, rest, found := strings.Cut(text, "${")
		name, after, closed := strings.Cut(rest, "}")
		if !found || !closed {
			return Join(append(pieces, Literal(text))...), errors.Join(problems...)
		}
		value, err := d.variable(strings.TrimSpace(name))
		if err != nil {
			problems = append(problems, err)
		}
		pieces = append(pieces, Literal(before), value)
		text = after
	}
}

func (d *Deployment) variable(name string) (Value, error) {
	isPseudoParameter := strings.HasPrefix(name, "AWS::")
	escaped, isEscaped := strings.CutPrefix(name, "!")
	switch {
	case isEscaped:
		return Literal("${" + escaped + "}"), nil
	case isPseudoParameter && len(d.app.stacks) > 0:
		return d.app.stacks[0].pseudoParameter(name), nil
	case len(d.app.Named(name)) > 0:
		resource, err := d.resource(name)
		if err != nil {
			return Value{}, err
		}
		return resource.Ref(), nil
	case strings.ContainsAny(name, ":*?$"):
		return Literal("${" + name + "}"), nil
	}
	if declared := d.parameter(name); declared != nil {
		return (&evaluation{deployment: d}).parameter(declared).Text(), nil
	}
	dot := strings.LastIndex(name, ".")
	if dot < 0 {
		_, err := d.resource(name)
		return Value{}, err
	}
	resource, err := d.resource(name[:dot])
	if err != nil {
		return Value{}, err
	}
	return d.attribute(resource, name[dot+1:]), nil
}

// attribute takes Arn for the ARN of any resource that has one, whatever its type calls it.
func (d *Deployment) attribute(resource *Resource, name string) Value {
	if arn, known := resource.ARN(); known && name == arnAttribute {
		return arn
	}
	return (&evaluation{deployment: d}).attribute(resource.Stack, resource.definition, resource.LogicalID, name).Text()
}

// parameter returns the one that the only stack declares which declares one of that name.
func (d *Deployment) parameter(name string) *parameter {
	var found *parameter
	for _, stack := range d.app.stacks {
		declared, isDeclared := stack.parameters[name]
		if isDeclared && found != nil {
			return nil
		}
		if isDeclared {
			found = declared
		}
	}
	return found
}

// ResourceOfARN returns the resource of the app whose ARN a value is, however it is written.
func (a *App) ResourceOfARN(value Value) (*Resource, bool) {
	for _, part := range value.parts {
		if part.resource == nil {
			continue
		}
		arn, known := part.resource.ARN()
		return part.resource, known && isSame(arn, value)
	}
	text, isKnown := value.WithGivenNames().Literal()
	if !isKnown {
		return a.resourceWithGivenName(value)
	}
	if found := a.Named(text); len(found) == 1 && strings.HasPrefix(text, "arn:") {
		return found[0], true
	}
	return a.resourceWithGivenName(value)
}

// resourceWithGivenName finds the resource to which the template gives the name that an ARN ends with.
func (a *App) resourceWithGivenName(value Value) (*Resource, bool) {
	name := value.Suffix()
	name = name[strings.LastIndexAny(name, "/:")+1:]
	for _, each := range a.Named(name) {
		if arn, known := each.ARN(); known && isSame(arn, value) {
			return each, true
		}
	}
	return nil, false
}
