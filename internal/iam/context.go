package iam

import (
	"maps"
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
)

// Key is what a request says about one condition key.
type Key struct {
	Name string // compared without regard to case
	// Values are the values of the key; none: the request certainly lacks it. A value of which only the deployment or the request
	// knows the text is a deferred one.
	Values []cfn.Value
	// Many says that the key can have several values. It is so for a key with more than one.
	Many bool
	// Others says whether a value that isn't listed may match a text of a policy, for a key with many. Nil: all values are listed.
	Others func(text cfn.Value) answer.Answer

	texts     []glob
	isUnknown bool
}

// Context is what is known of the condition keys of a request. The zero value says nothing about any of them. A context doesn't change.
//
// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
type Context struct {
	keys   map[string]Key
	absent []string
}

// With is the context with a key, in place of what it says about this key.
func (c Context) With(keys ...Key) Context {
	all := make(map[string]Key, len(c.keys)+len(keys))
	maps.Copy(all, c.keys)
	for _, key := range keys {
		key.Many = key.Many || len(key.Values) > 1
		key.texts = make([]glob, 0, len(key.Values))
		for _, value := range key.Values {
			key.texts = append(key.texts, readOperand(value, syntax{}).symbols)
		}
		all[strings.ToLower(key.Name)] = key
	}
	return Context{keys: all, absent: c.absent}
}

// Without is the context of a request that certainly lacks all keys that begin with one of the prefixes, but for those that With names.
func (c Context) Without(prefixes ...string) Context {
	absent := slices.Clone(c.absent)
	for _, prefix := range prefixes {
		absent = append(absent, strings.ToLower(prefix))
	}
	return Context{keys: c.keys, absent: absent}
}

// WithUnknown is the context of a request that may have keys with any values, or lack them.
func (c Context) WithUnknown(names ...string) Context {
	all := maps.Clone(c.keys)
	if all == nil {
		all = make(map[string]Key, len(names))
	}
	for _, name := range names {
		all[strings.ToLower(name)] = Key{Name: name, isUnknown: true}
	}
	return Context{keys: all, absent: c.absent}
}

// lookup finds condition keys of a request for an action.
type lookup struct {
	context Context
	action  glob // in lower case
}

type presence int

const (
	absent presence = iota
	maybe
	present
	presentWithUnknownValue
)

// find returns what a request says about a condition key, whose name is given in lower case.
func (l lookup) find(name string) (Key, presence) {
	if key, named := l.context.keys[name]; named {
		switch {
		case key.isUnknown:
			return key, maybe
		case len(key.Values) == 0:
			return key, absent
		}
		return key, present
	}
	for _, prefix := range l.context.absent {
		if strings.HasPrefix(name, prefix) {
			return Key{}, absent
		}
	}
	return Key{}, availability(name, l.action)
}
