package cfn

import (
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
)

// Same reports whether two values are equal after the deployment. The name that a template gives to a resource is that text; two resources
// of one app never share a name or id that the deployment makes; and a name that the deployment makes may be any other text. A literal
// partition or URL suffix is that of the deployment: with another one, the value would be refused.
func Same(a, b Value) answer.Answer {
	if slices.Equal(a.parts, b.parts) {
		return answer.Yes
	}
	if areDistinct(withoutCommonParts(a.withConstantsOf(b), b.withConstantsOf(a))) {
		return answer.No
	}
	a, b = alike(a, b)
	a, b = withoutCommonParts(a, b)
	_, aIsKnown := a.Literal()
	_, bIsKnown := b.Literal()
	switch {
	case slices.Equal(a.parts, b.parts):
		return answer.Yes
	case aIsKnown && bIsKnown, literalsConflict(a, b), areDistinct(a, b):
		return answer.No
	case mayEqual(a, b):
		return answer.Unknown
	default:
		return answer.No
	}
}

// literalsConflict is true where what is known of the beginnings or the ends already differs.
func literalsConflict(a, b Value) bool {
	aPrefix, bPrefix := a.Prefix(), b.Prefix()
	aSuffix, bSuffix := a.Suffix(), b.Suffix()
	return !strings.HasPrefix(aPrefix, bPrefix) && !strings.HasPrefix(bPrefix, aPrefix) ||
		!strings.HasSuffix(aSuffix, bSuffix) && !strings.HasSuffix(bSuffix, aSuffix)
}

// areDistinct is true for the names of two resources, of which the deployment makes at least one.
func areDistinct(a, b Value) bool {
	return len(a.parts) == 1 && len(b.parts) == 1 && a.parts[0].DiffersFrom(b.parts[0])
}

// DiffersFrom is true for the names or ids of two resources, of which the deployment makes at least one, and for two unique texts. A name
// that a template gives in part, or that a function of the app returns, may be that of another one.
func (p Part) DiffersFrom(other Part) bool {
	if p.IsUnique() || other.IsUnique() {
		return p != other && p.isNotEmpty() && other.isNotEmpty()
	}
	if p.isMade() && other.isMade() {
		return p.resource != other.resource
	}
	return p.isGivenBeside(other) || other.isGivenBeside(p)
}

// isGivenBeside reports whether the part is a name that a stack gives, and the other one a name that the deployment makes for another resource
// of the same type. It makes none that is taken.
func (p Part) isGivenBeside(made Part) bool {
	return p.hasGivenName() && made.isMade() && p.resource.Type == made.resource.Type && p.resource.Stack == made.resource.Stack
}

// GivenName is the name of a resource that the template gives, if the part is such a name.
func (p Part) GivenName() (Value, bool) {
	if !p.hasGivenName() {
		return Value{}, false
	}
	return p.resource.givenName, true
}

// isMade reports whether the part is a name or id that the deployment makes for a resource. Of types that aren't known it may be
// given in a property.
func (p Part) isMade() bool {
	if p.kind != resourcePart || p.resource.hasNameProperty {
		return false
	}
	form, found := arnForms[p.resource.Type]
	return found && (p.attribute == "" || p.attribute == form.nameAttribute)
}

const lowerLettersAndDigits = "abcdefghijklmnopqrstuvwxyz0123456789"

// Lacks reports whether a part certainly doesn't have a text in it.
func (p Part) Lacks(text string) bool {
	switch {
	case p.IsUnique():
		return strings.Trim(text, lowerLettersAndDigits+"-:") != ""
	case strings.Contains(text, "|"):
		return p.lacksPipe()
	case p.isOfEnvironment():
		return strings.Trim(text, lowerLettersAndDigits+"-.") != ""
	case p.kind == resourcePart && p.attribute == suffixAttribute && arnForms[p.resource.Type].randomSuffix:
		return strings.ContainsAny(text, "/:*?-")
	case p.kind == resourcePart && !p.resource.IsCustom():
		form, found := arnForms[p.resource.Type]
		return found && !form.wideNames && p.attribute == form.nameAttribute && strings.ContainsAny(text, "/:*?")
	default:
		return false
	}
}

// lacksPipe is true for names, ids and ARNs of AWS. The CDK puts two pipes between the elements of a list that another stack reads.
//
// See: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.Stack.html#exportwbrstringwbrlistwbrvalueexportedvalue-options
func (p Part) lacksPipe() bool {
	if given, isGiven := p.GivenName(); isGiven {
		return !slices.ContainsFunc(given.parts, func(part Part) bool {
			return strings.Contains(part.Text, "|") || !part.IsLiteral() && !part.lacksPipe()
		})
	}
	if p.isOfEnvironment() {
		return true
	}
	if p.kind != resourcePart || p.resource.IsCustom() {
		return false
	}
	form, found := arnForms[p.resource.Type]
	return found && (p.attribute == "" || p.attribute == form.attribute() || p.attribute == form.nameAttribute)
}

// WithGivenNames replaces the Refs of resources by the names that the template gives to them.
func (v Value) WithGivenNames() Value {
	if !slices.ContainsFunc(v.parts, Part.hasGivenName) {
		return v
	}
	var parts []Part
	for _, part := range v.parts {
		if part.hasGivenName() {
			parts = append(parts, part.resource.givenName.parts...)
			continue
		}
		parts = append(parts, part)
	}
	return newValue(parts...)
}

// hasGivenName reports whether the part is the name of a resource, and the template gives it.
func (p Part) hasGivenName() bool {
	return p.kind == resourcePart && !p.resource.givenName.IsEmpty() && p.attribute == arnForms[p.resource.Type].nameAttribute
}

// alike writes two values in the same way, as far as they mean the same.
func alike(a, b Value) (likeA, likeB Value) {
	a, b = a.WithGivenNames(), b.WithGivenNames()
	return a.withConstantsOf(b), b.withConstantsOf(a)
}

// withConstantsOf replaces the partition and URL suffix of the deployment by the literal ones of another value.
func (v Value) withConstantsOf(other Value) Value {
	if !slices.ContainsFunc(v.parts, Part.isConstant) {
		return v
	}
	parts := slices.Clone(v.parts)
	for i, part := range parts {
		if !part.isConstant() {
			continue
		}
		constant := other.literalPartition()
		if part.Text == urlSuffixName {
			constant = other.literalURLSuffix()
		}
		if constant != "" {
			parts[i] = Part{Text: constant}
		}
	}
	return newValue(parts...)
}

// isConstant reports whether the part is the partition or URL suffix.
func (p Part) isConstant() bool {
	return p.IsPartition() || p.kind == pseudoParameterPart && p.Text == urlSuffixName
}

func (v Value) literalPartition() string {
	rest, isARN := strings.CutPrefix(v.Prefix(), "arn:")
	if name, _, found := strings.Cut(rest, ":"); isARN && found && IsPartition(name) {
		return name
	}
	return ""
}

func (v Value) literalURLSuffix() string {
	commercial := partitionOf("").urlSuffix
	for _, suffix := range []string{partitionOf("cn-").urlSuffix, commercial, partitionOf("eusc-").urlSuffix} {
		if v.Contains("." + suffix) {
			return suffix
		}
	}
	return ""
}

// withoutCommonParts drops what both values begin or end with.
func withoutCommonParts(a, b Value) (restOfA, restOfB Value) {
	start := 0
	for start < len(a.parts) && start < len(b.parts) && a.parts[start] == b.parts[start] {
		start++
	}
	end := 0
	for start+end < len(a.parts) && start+end < len(b.parts) && a.parts[len(a.parts)-1-end] == b.parts[len(b.parts)-1-end] {
		end++
	}
	return newValue(a.parts[start : len(a.parts)-end]...), newValue(b.parts[start : len(b.parts)-end]...)
}

func isSame(a, b Value) bool { return Same(a, b) == answer.Yes }
