package iam

import (
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/cfn"
)

// operand is a text of a policy: an action, a resource or a value of a condition.
type operand struct {
	written   cfn.Value
	symbols   glob // with placeholders for the variables
	variables []variable
	wildcards bool
	beginning string // that all texts have which the symbols can become
}

// variable is a policy variable, which the request fills in.
//
// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
type variable struct {
	written  string
	key      string // in lower case
	fallback glob
	hasFallback,
	understood bool
}

// syntax says what has a meaning in a text beside itself.
type syntax struct {
	wildcards bool // * and ?
	variables bool // ${key}
}

// maxSymbols is as long as an ARN can be. What is longer is taken for unknown, so that no text eats the machine.
const maxSymbols = 2048

func readOperand(written cfn.Value, how syntax) operand {
	read := operand{written: written, wildcards: how.wildcards}
	read.readParts(written.Parts(), how)
	if len(read.symbols) > maxSymbols {
		read.symbols, read.variables = glob{{kind: anything}}, nil
		return read
	}
	read.beginning = how.beginning(written.WithGivenNames().Prefix())
	return read
}

// readParts keeps beside the characters of a name whose they are.
func (o *operand) readParts(parts []cfn.Part, how syntax) {
	for i := range parts {
		part := &parts[i]
		name, isGiven := part.GivenName()
		switch {
		case isGiven:
			start := len(o.symbols)
			o.readParts(name.Parts(), how)
			for j := range o.symbols[start:] {
				if o.symbols[start+j].kind == char {
					o.symbols[start+j].part = part
				}
			}
		case part.IsLiteral():
			o.readLiteral(part.Text, how)
		default:
			o.symbols = append(o.symbols, symbol{kind: deferred, part: part})
		}
	}
}

// beginning is what stands before the first wildcard or variable.
func (s syntax) beginning(literal string) string {
	if s.variables {
		literal, _, _ = strings.Cut(literal, "${")
	}
	if end := strings.IndexAny(literal, "*?"); s.wildcards && end >= 0 {
		return literal[:end]
	}
	return literal
}

func beginDifferently(a, b string) bool {
	return !strings.HasPrefix(a, b) && !strings.HasPrefix(b, a)
}

func (o *operand) readLiteral(text string, how syntax) {
	o.symbols = slices.Grow(o.symbols, len(text))
	for how.variables {
		before, rest, found := strings.Cut(text, "${")
		if !found {
			break
		}
		name, after, closed := strings.Cut(rest, "}")
		o.symbols = o.symbols.with(before, how)
		if !closed {
			o.symbols = append(o.symbols, symbol{kind: anything})
			return
		}
		o.addVariable(name)
		text = after
	}
	o.symbols = o.symbols.with(text, how)
}

// readText reads a text in which * and ? stand for themselves.
func readText(text string) glob { return make(glob, 0, len(text)).with(text, syntax{}) }

// readPattern reads a text in which * and ? are wildcards.
func readPattern(text string) glob {
	return make(glob, 0, len(text)).with(text, syntax{wildcards: true})
}

// with is the pattern with a text behind it, whose variables have been taken out.
func (g glob) with(text string, how syntax) glob {
	for _, each := range text {
		next := symbol{char: each}
		switch {
		case how.wildcards && each == '*':
			next = symbol{kind: many}
		case how.wildcards && each == '?':
			next = symbol{kind: one}
		}
		if next.kind != many || len(g) == 0 || g[len(g)-1].kind != many {
			g = append(g, next)
		}
	}
	return g
}

func (o *operand) addVariable(name string) {
	switch name {
	case "*", "?", "$":
		o.symbols = o.symbols.with(name, syntax{})
	default:
		o.symbols = append(o.symbols, symbol{kind: placeholder})
		o.variables = append(o.variables, readVariable(name))
	}
}

func readVariable(text string) variable {
	key, fallback, hasFallback := strings.Cut(text, ",")
	read := variable{written: "${" + text + "}", key: strings.ToLower(strings.TrimSpace(key)), hasFallback: hasFallback, understood: true}
	if !hasFallback {
		return read
	}
	quoted := strings.TrimSpace(fallback)
	inner, opened := strings.CutPrefix(quoted, "'")
	inner, closed := strings.CutSuffix(inner, "'")
	read.understood = opened && closed
	read.fallback = readText(inner)
	return read
}

// in is the operand with its variables filled in. It is not there if a variable has no value: such a text matches nothing.
func (o *operand) in(request lookup) (filled glob, exists bool) {
	if len(o.variables) == 0 {
		return o.symbols, true
	}
	const room = 32 // for the values
	filled = make(glob, 0, len(o.symbols)+room)
	next := 0
	for _, each := range o.symbols {
		if each.kind != placeholder {
			filled = append(filled, each)
			continue
		}
		value, exists := o.variables[next].in(request)
		next++
		if !exists {
			return nil, false
		}
		filled = append(filled, o.tamed(value)...)
	}
	return filled, true
}

// mayLackValue reports whether one of the variables may have no value.
func (o *operand) mayLackValue(request lookup) bool {
	return slices.ContainsFunc(o.variables, func(each variable) bool {
		key, found := request.find(each.key)
		return !each.hasFallback && (found == absent || found == maybe || key.Many)
	})
}

// in is the value of a variable. A key with several values has none.
func (v variable) in(request lookup) (value glob, exists bool) {
	key, found := request.find(v.key)
	switch {
	case !v.understood || found == maybe || found == presentWithUnknownValue:
		return glob{{kind: anything}}, true
	case found == absent && v.hasFallback:
		return v.fallback, true
	case found == absent:
		return nil, false
	case key.Many && v.hasFallback:
		return glob{{kind: anything}}, true // what becomes of the default is not documented
	case key.Many:
		return nil, false
	default:
		return key.texts[0], true
	}
}

// tamed keeps a value with * or ? from being more than unknown, where these are wildcards of a pattern.
//
// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
func (o *operand) tamed(value glob) glob {
	if !o.wildcards {
		return value
	}
	tamed := make(glob, 0, len(value))
	for _, each := range value {
		if each.kind == char && (each.char == '*' || each.char == '?') {
			each = symbol{kind: anything}
		}
		tamed = append(tamed, each)
	}
	return tamed
}
