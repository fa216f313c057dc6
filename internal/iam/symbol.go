package iam

import "github.com/awscdk-constructs/identitypool/internal/cfn"

// symbol is one character of a text or pattern, or what stands for several.
type symbol struct {
	kind kind
	char rune
	part *cfn.Part // of a deferred symbol; of a character in a name that the template gives to a resource, that name
}

type kind uint8

const (
	char        kind = iota
	one              // the wildcard ?
	many             // the wildcard *
	deferred         // what the deployment fills in
	anything         // a text nobody knows, which may be a pattern itself
	placeholder      // the next policy variable, before the request fills it in
)

// isOpen is true for what stands for a text of any length.
func (s symbol) isOpen() bool { return s.kind >= many }

// mayHold reports whether the text that an open symbol stands for may have a character in it.
func (s symbol) mayHold(other symbol) bool {
	if s.part == nil || other.kind != char {
		return true
	}
	return !s.part.Lacks(string(other.char))
}

// isUnique is true for a text that nothing else can be.
func (s symbol) isUnique() bool { return s.kind == deferred && s.part.IsUnique() }

// differs is true for two symbols that certainly stand for different texts, or begin names that differ.
func (s symbol) differs(other symbol) bool {
	return s.part != nil && other.part != nil && s.part.DiffersFrom(*other.part)
}
