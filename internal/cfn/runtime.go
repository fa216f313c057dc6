package cfn

// runtimeText tells the texts that requests have from each other, by its address.
type runtimeText struct {
	isUnique bool
}

// AtRunTime is a text that only a request knows, such as a claim of whoever signs in. Each call makes another one, which may be any
// text, also that of another call.
func AtRunTime(name, reason string) Value {
	return newValue(Part{Text: name, kind: runtimePart, runtime: &runtimeText{}, reason: reason})
}

// Unique is a text that only a request knows, and that nothing else can be: no text that a template or a test writes, and no other
// unique one. It is made of lower-case letters, digits, hyphens and colons, as ids are.
func Unique(name, reason string) Value {
	return newValue(Part{Text: name, kind: runtimePart, runtime: &runtimeText{isUnique: true}, reason: reason})
}

// IsUnique reports whether the part is a text that nothing else can be. See [Unique].
func (p Part) IsUnique() bool { return p.kind == runtimePart && p.runtime.isUnique }
