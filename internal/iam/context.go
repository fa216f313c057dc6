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
	// Others says whether a value that isn't listed matches a text of a policy, which may be a pattern with wildcards, for a key with many.
	// Nil: all values are listed.
	Others func(text cfn.Value, isPattern bool) answer.Answer
	// HasOthers says that there certainly is a value that isn't listed.
	HasOthers bool

	texts     []glob
	isUnknown bool
}

// Context is what is known of the condition keys of a request. The zero value says nothing about any of them. A context doesn't change.
//
// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
type Context struct {
	keys     map[string]Key
	absent   []string
	provider string // what the condition keys of the identity provider begin with; empty if any provider's may be there
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
	c.keys = all
	return c
}

// Without is the context of a request that certainly lacks all keys that begin with one of the prefixes, but for those that With names.
func (c Context) Without(prefixes ...string) Context {
	absent := slices.Clone(c.absent)
	for _, prefix := range prefixes {
		absent = append(absent, strings.ToLower(prefix))
	}
	c.absent = absent
	return c
}

// OfProvider is the context of somebody whose token an identity provider has made. The condition keys of a token begin with the host of its
// provider, so that those which begin with another host are certainly absent. The prefix may be that of several hosts.
//
// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
func (c Context) OfProvider(prefix string) Context {
	c.provider = strings.ToLower(prefix)
	return c
}

// isOfOtherProvider is true for a key that begins with the host of an identity provider that hasn't made the token. The keys of services
// have no dot before the colon.
func (c Context) isOfOtherProvider(name string) bool {
	host, _, _ := strings.Cut(name, ":")
	return c.provider != "" && strings.Contains(host, ".") && !strings.HasPrefix(host, c.provider)
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
	c.keys = all
	return c
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
	if l.context.isOfOtherProvider(name) {
		return Key{}, absent
	}
	return Key{}, availability(name, l.action)
}
