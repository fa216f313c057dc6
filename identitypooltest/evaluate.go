package identitypooltest

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// The intrinsic functions that are evaluated; all others are left to the deployment.
const (
	refFunction    = "Ref"
	getAttFunction = "Fn::GetAtt"
	joinFunction   = "Fn::Join"
	subFunction    = "Fn::Sub"
	noValue        = "AWS::NoValue"
)

// arnAttribute is the attribute that is the ARN of a resource.
const arnAttribute = "Arn"

// identifiers are the attributes that return what the Ref of the same resource returns.
var identifiers = map[string]string{
	identityPoolType:        "Id",
	userPoolType:            "UserPoolId",
	userPoolClientType:      "ClientId",
	openIDConnectType:       arnAttribute,
	customOpenIDConnectType: arnAttribute,
	samlProviderType:        arnAttribute,
}

// evaluator evaluates intrinsic functions as far as the names of providers, identity pools and roles need it.
type evaluator struct {
	resourceTypes  map[string]string // by logical id
	parameters     map[string]value
	listParameters map[string][]string
	pseudo         map[string]value
}

func newEvaluator(settings *settings) *evaluator {
	pseudo := map[string]value{}
	if settings.region != "" {
		pseudo["AWS::Region"] = literal(settings.region)
		pseudo["AWS::Partition"] = literal(partitionOf(settings.region))
		if suffix, known := cognito.UserPoolHostSuffix(settings.region); known {
			pseudo["AWS::URLSuffix"] = literal(suffix)
		}
	}
	if settings.account != "" {
		pseudo["AWS::AccountId"] = literal(settings.account)
	}
	return &evaluator{
		resourceTypes:  map[string]string{},
		parameters:     map[string]value{},
		listParameters: map[string][]string{},
		pseudo:         pseudo,
	}
}

// withoutParameters leaves parameters to the deployment: what they stand for is not what is written in the template.
func (e *evaluator) withoutParameters() *evaluator {
	deferred := map[string]value{}
	for name := range e.parameters {
		deferred[name] = deferredValue(name)
	}
	return &evaluator{resourceTypes: e.resourceTypes, parameters: deferred, listParameters: e.listParameters, pseudo: e.pseudo}
}

// partitionOf returns the partition of a region.
//
// See: https://docs.aws.amazon.com/general/latest/gr/rande.html
func partitionOf(region string) string {
	for prefix, partition := range map[string]string{
		"cn-": "aws-cn", "us-gov-": "aws-us-gov", "eusc-": "aws-eusc", "us-iso-": "aws-iso", "us-isob-": "aws-iso-b",
		"us-isof-": "aws-iso-f", "eu-isoe-": "aws-iso-e",
	} {
		if strings.HasPrefix(region, prefix) {
			return partition
		}
	}
	return "aws"
}

// intrinsic returns the name and the argument of an intrinsic function.
func intrinsic(raw any) (name string, argument any, found bool) {
	object, isObject := raw.(map[string]any)
	if !isObject || len(object) != 1 {
		return "", nil, false
	}
	for name, argument = range object {
		found = name == refFunction || strings.HasPrefix(name, "Fn::")
	}
	return name, argument, found
}

func isAbsent(raw any) bool {
	name, argument, found := intrinsic(raw)
	return raw == nil || found && name == refFunction && argument == noValue
}

// text evaluates what should be a text. Numbers and booleans are taken as CloudFormation takes them, by how they are written.
func (e *evaluator) text(raw any) (value, error) {
	switch raw := raw.(type) {
	case string:
		return withDynamicReferences(literal(raw)), nil
	case bool, json.Number:
		return literal(fmt.Sprint(raw)), nil
	}
	name, argument, found := intrinsic(raw)
	if !found {
		return value{}, fmt.Errorf("is %s; allowed is a text or an intrinsic function", describe(raw))
	}
	switch name {
	case refFunction:
		return e.ref(argument)
	case getAttFunction:
		return e.getAtt(argument)
	case joinFunction:
		return e.join(argument)
	case subFunction:
		return e.sub(argument)
	default:
		return deferredValue(asJSON(raw)), nil
	}
}

// withDynamicReferences leaves {{resolve:…}} to the deployment, also where it is put together from several parts.
//
// See: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
func withDynamicReferences(text value) value {
	const start, end = "{{resolve:", "}}"
	var values []value
	for {
		before, rest, found := text.cut(start)
		reference, after, closed := rest.cut(end)
		if !found || !closed {
			return joined(append(values, text)...)
		}
		written := joined(literal(start), reference, literal(end)).String()
		values = append(values, before, deferredValue(written))
		text = after
	}
}

func (e *evaluator) ref(argument any) (value, error) {
	name, isText := argument.(string)
	if !isText {
		return value{}, fmt.Errorf("%s takes the name of a resource or parameter, not %s", refFunction, describe(argument))
	}
	if typeName, isResource := e.resourceTypes[name]; isResource {
		if isCustom(typeName) {
			return deferredValue(name), nil // a custom resource may return the id of another one
		}
		return refOf(name), nil
	}
	if list, isList := e.listParameters[name]; isList {
		return literal(strings.Join(list, ",")), nil
	}
	for _, known := range []map[string]value{e.parameters, e.pseudo} {
		if found, isKnown := known[name]; isKnown {
			return found, nil
		}
	}
	if strings.HasPrefix(name, "AWS::") {
		return deferredValue(name), nil
	}
	return value{}, fmt.Errorf("%s names %s, which is neither a resource nor a parameter of the template", refFunction, cognito.Quote(name))
}

func isCustom(resourceType string) bool {
	return resourceType == "AWS::CloudFormation::CustomResource" ||
		strings.HasPrefix(resourceType, "Custom::") && resourceType != customOpenIDConnectType
}

// pair returns the two elements of a list of two.
func pair(argument any) (first, second any, isPair bool) {
	elements, isList := argument.([]any)
	if !isList || len(elements) != 2 {
		return nil, nil, false
	}
	return elements[0], elements[1], true
}

// attributeName returns the name of an attribute, as JSON if only the deployment knows it.
func attributeName(raw any) string {
	if name, isText := raw.(string); isText {
		return name
	}
	return asJSON(raw)
}

func (e *evaluator) getAtt(argument any) (value, error) {
	logicalID, attribute, err := getAttArguments(argument)
	if err != nil {
		return value{}, err
	}
	resourceType, isResource := e.resourceTypes[logicalID]
	if !isResource {
		return value{}, fmt.Errorf("%s names %s, which is not a resource of the template", getAttFunction, cognito.Quote(logicalID))
	}
	switch {
	case identifiers[resourceType] == attribute:
		return refOf(logicalID), nil
	case resourceType == userPoolType && attribute == "ProviderName":
		return e.userPoolName(logicalID), nil
	case resourceType == userPoolType && attribute == "ProviderURL":
		return joined(literal("https://"), e.userPoolName(logicalID)), nil
	default:
		return deferredValue(logicalID + "." + attribute), nil
	}
}

func getAttArguments(argument any) (logicalID, attribute string, err error) {
	switch argument := argument.(type) {
	case string:
		if logicalID, attribute, found := strings.Cut(argument, "."); found {
			return logicalID, attribute, nil
		}
	case []any:
		if logicalID, attribute, isPair := pair(argument); isPair {
			if logicalID, isText := logicalID.(string); isText {
				return logicalID, attributeName(attribute), nil
			}
		}
	}
	return "", "", fmt.Errorf("%s takes the names of a resource and of its attribute, not %s", getAttFunction, describe(argument))
}

// userPoolName writes the provider name of a user pool of the template as the official construct does.
func (e *evaluator) userPoolName(logicalID string) value {
	region, suffix := e.pseudoParameter("AWS::Region"), e.pseudoParameter("AWS::URLSuffix")
	return joined(literal("cognito-idp."), region, literal("."), suffix, literal("/"), refOf(logicalID))
}

func (e *evaluator) pseudoParameter(name string) value {
	if known, isKnown := e.pseudo[name]; isKnown {
		return known
	}
	return deferredValue(name)
}

func (e *evaluator) join(argument any) (value, error) {
	malformed := fmt.Errorf("%s takes a separator and a list, not %s", joinFunction, describe(argument))
	rawSeparator, rawElements, isPair := pair(argument)
	separator, isText := rawSeparator.(string)
	if !isPair || !isText {
		return value{}, malformed
	}
	elements, known, err := e.list(rawElements)
	if err != nil {
		return value{}, malformed
	}
	if !known {
		return deferredValue(asJSON(map[string]any{joinFunction: argument})), nil
	}
	var values []value
	for i, element := range elements {
		if i > 0 {
			values = append(values, literal(separator))
		}
		text, err := e.text(element)
		if err != nil {
			return value{}, err
		}
		values = append(values, text)
	}
	return withDynamicReferences(joined(values...)), nil
}

func (e *evaluator) sub(argument any) (value, error) {
	if template, isText := argument.(string); isText {
		return e.substitute(template, nil)
	}
	rawTemplate, rawVariables, isPair := pair(argument)
	template, isText := rawTemplate.(string)
	variables, hasVariables := rawVariables.(map[string]any)
	if !isPair || !isText || !hasVariables {
		return value{}, fmt.Errorf("%s takes a text, or a text and its variables, not %s", subFunction, describe(argument))
	}
	return e.substitute(template, variables)
}

// substitute replaces ${Name}, ${Name.Attribute} and the given variables; ${!Name} stands for ${Name} as it is.
func (e *evaluator) substitute(template string, variables map[string]any) (value, error) {
	var values []value
	for {
		before, rest, found := strings.Cut(template, "${")
		name, after, closed := strings.Cut(rest, "}")
		if !found || !closed {
			return withDynamicReferences(joined(append(values, literal(template))...)), nil
		}
		replaced, err := e.variable(name, variables)
		if err != nil {
			return value{}, err
		}
		values = append(values, literal(before), replaced)
		template = after
	}
}

func (e *evaluator) variable(name string, variables map[string]any) (value, error) {
	if escaped, isEscaped := strings.CutPrefix(name, "!"); isEscaped {
		return literal("${" + escaped + "}"), nil
	}
	name = strings.TrimSpace(name)
	if given, isGiven := variables[name]; isGiven {
		return e.text(given)
	}
	if strings.Contains(name, ".") {
		return e.getAtt(name)
	}
	return e.ref(name)
}

// errNotAList is what is wrong with a text, number, boolean or plain object in the place of a list.
var errNotAList = errors.New("allowed is a list")

// list returns the elements of a list, and false for a list that only the deployment knows.
func (e *evaluator) list(raw any) (elements []any, known bool, err error) {
	if elements, isList := raw.([]any); isList {
		return slices.DeleteFunc(slices.Clone(elements), isAbsent), true, nil
	}
	name, argument, found := intrinsic(raw)
	if !found {
		return nil, false, fmt.Errorf("is %s; %w", describe(raw), errNotAList)
	}
	parameter, _ := argument.(string)
	texts, isParameter := e.listParameters[parameter]
	if name != refFunction || !isParameter {
		return nil, false, nil
	}
	for _, text := range texts {
		elements = append(elements, text)
	}
	return elements, true, nil
}

// describe says what kind of JSON something is.
func describe(raw any) string {
	switch raw := raw.(type) {
	case nil:
		return "null"
	case string:
		return cognito.Quote(raw)
	case bool, json.Number:
		return fmt.Sprint(raw)
	case []any:
		return "a list"
	default:
		return "an object"
	}
}

// asJSON writes a part of a template, or texts, on one line and with keys in order.
func asJSON(raw any) string {
	var text strings.Builder
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false) // a claim is compared with it
	if err := encoder.Encode(raw); err != nil {
		panic(err) // all that JSON can hold can be written
	}
	return strings.TrimSuffix(text.String(), "\n")
}

func sortedKeys[V any](object map[string]V) []string {
	return slices.Sorted(maps.Keys(object))
}
