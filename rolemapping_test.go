package identitypool_test

import (
	"fmt"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool"
)

var badRoleMappingProps = []badProp{
	{
		name:     "a role mapping is nil",
		props:    func(*site) *props { return mappingProps(nil) },
		problems: []string{"RoleMappings[0]: is nil; leave it out or pass a role mapping"},
	},
	{
		name:  "a role mapping is empty",
		props: func(*site) *props { return mappingProps(&mapping{}) },
		problems: []string{
			"RoleMappings[0].ProviderUrl: is required; use IdentityPoolProviderUrl_UserPool, IdentityPoolProviderUrl_GOOGLE or another of these functions",
			"RoleMappings[0].Rules: is required without UseToken; pass 1 to 25 rules, or set UseToken",
		},
	},
	{
		name: "a role mapping has rules and takes the token",
		props: func(s *site) *props {
			both := byToken(s.userPoolUrl())
			both.Rules = s.rules(2)
			return mappingProps(both)
		},
		problems: []string{"RoleMappings[0].Rules: 2 given, but UseToken is set; set one of the two: the token or the rules choose the role"},
	},
	{
		name: "the rules are an empty list",
		props: func(s *site) *props {
			return mappingProps(&mapping{ProviderUrl: s.userPoolUrl(), Rules: &[]*identitypool.RoleMappingRule{}})
		},
		problems: []string{"RoleMappings[0].Rules: is empty; pass 1 to 25 rules, or leave it out and set UseToken"},
	},
	{
		name: "UseToken is false and there are no rules",
		props: func(s *site) *props {
			return mappingProps(&mapping{ProviderUrl: s.userPoolUrl(), UseToken: jsii.Bool(false)})
		},
		problems: []string{"RoleMappings[0].Rules: is required without UseToken; pass 1 to 25 rules, or set UseToken"},
	},
	{
		name:     "too many rules",
		props:    func(s *site) *props { return mappingProps(&mapping{ProviderUrl: s.userPoolUrl(), Rules: s.rules(26)}) },
		problems: []string{"RoleMappings[0].Rules: 26 given; a role mapping takes at most 25, so combine some, or use groups and UseToken"},
	},
	{
		name: "too many role mappings",
		props: func(*site) *props {
			var mappings []*mapping
			for i := range 11 {
				mappings = append(mappings, byToken(custom(fmt.Sprintf("%d.example.com", i))))
			}
			return mappingProps(mappings...)
		},
		problems: []string{"RoleMappings: 11 in all; an identity pool takes role mappings for at most 10 providers, so use several identity pools"},
	},
	{
		name: "rules are nil and empty",
		props: func(s *site) *props {
			return mappingProps(&mapping{
				ProviderUrl: s.userPoolUrl(),
				Rules:       &[]*identitypool.RoleMappingRule{nil, {}, s.rule(nil)},
			})
		},
		problems: []string{
			"RoleMappings[0].Rules[0]: is nil; leave it out or pass a rule",
			"RoleMappings[0].Rules[1].Claim: is required; pass 1 to 64 letters, marks, symbols, digits and punctuation, no spaces",
			"RoleMappings[0].Rules[1].ClaimValue: is required; pass 1 to 128 characters",
			"RoleMappings[0].Rules[1].MappedRole: is required; pass the role that matching users get",
		},
	},
	{
		name: "claim and value are too long",
		props: func(s *site) *props {
			return mappingProps(&mapping{ProviderUrl: s.userPoolUrl(), Rules: &[]*identitypool.RoleMappingRule{
				s.rule(func(rule *identitypool.RoleMappingRule) { rule.Claim, rule.ClaimValue = long(65), long(129) }),
			}})
		},
		problems: []string{
			`RoleMappings[0].Rules[0].Claim: "` + *long(65) + `" is 65 characters long; allowed are 1 to 64 letters, marks, symbols, digits and punctuation, no spaces`,
			`RoleMappings[0].Rules[0].ClaimValue: "` + *long(129) + `" is 129 characters long; allowed are 1 to 128 characters`,
		},
	},
	{
		name: "a claim has a space",
		props: func(s *site) *props {
			return mappingProps(&mapping{ProviderUrl: s.userPoolUrl(), Rules: &[]*identitypool.RoleMappingRule{
				s.rule(func(rule *identitypool.RoleMappingRule) { rule.Claim = jsii.String("is admin") }),
				s.rule(func(rule *identitypool.RoleMappingRule) { rule.Claim = jsii.String("tab\t") }),
				s.rule(func(rule *identitypool.RoleMappingRule) { rule.Claim = jsii.String("no\u00a0break") }),
			}})
		},
		problems: []string{
			`RoleMappings[0].Rules[0].Claim: "is admin" holds ' '; allowed are 1 to 64 letters, marks, symbols, digits and punctuation, no spaces`,
			`RoleMappings[0].Rules[1].Claim: "tab\t" holds '\t'; allowed are 1 to 64 letters, marks, symbols, digits and punctuation, no spaces`,
			`RoleMappings[0].Rules[2].Claim: "no\u00a0break" holds '\u00a0'; allowed are 1 to 64 letters, marks, symbols, digits and punctuation, no spaces`,
		},
	},
	{
		name: "a match type does not exist",
		props: func(s *site) *props {
			return mappingProps(&mapping{ProviderUrl: s.userPoolUrl(), Rules: &[]*identitypool.RoleMappingRule{
				s.rule(func(rule *identitypool.RoleMappingRule) { rule.MatchType = "Equals" }),
				s.rule(func(rule *identitypool.RoleMappingRule) { rule.MatchType = "MATCHES" }),
			}})
		},
		problems: []string{
			`RoleMappings[0].Rules[0].MatchType: "Equals" does not exist; use RoleMappingMatchType_EQUALS, …_CONTAINS, …_STARTS_WITH or …_NOTEQUAL`,
			`RoleMappings[0].Rules[1].MatchType: "MATCHES" does not exist; use RoleMappingMatchType_EQUALS, …_CONTAINS, …_STARTS_WITH or …_NOTEQUAL`,
		},
	},
	{
		name: "keys are a token, empty and too long",
		props: func(s *site) *props {
			one, two, three := byToken(custom("1")), byToken(custom("2")), byToken(custom("3"))
			one.MappingKey, two.MappingKey, three.MappingKey = s.token, jsii.String(""), long(129)
			return mappingProps(one, two, three)
		},
		problems: []string{
			"RoleMappings[0].MappingKey: is a token; a key must be known when the app is synthesized: leave it out to have one derived, or pass a text",
			`RoleMappings[1].MappingKey: is empty; allowed are 1 to 128 characters`,
			`RoleMappings[2].MappingKey: "` + *long(129) + `" is 129 characters long; allowed are 1 to 128 characters`,
		},
	},
	{
		name: "a provider is mapped twice",
		props: func(*site) *props {
			return mappingProps(byToken(identitypool.IdentityPoolProviderUrl_GOOGLE()), byToken(custom("accounts.google.com")))
		},
		problems: []string{`RoleMappings[1].ProviderUrl: "accounts.google.com" is mapped already, by RoleMappings[0]; put all that is for this provider into one mapping`},
	},
	{
		name: "a user pool client is mapped twice",
		props: func(s *site) *props {
			two := byToken(s.userPoolUrl())
			two.MappingKey = jsii.String("another")
			return mappingProps(byToken(s.userPoolUrl()), two)
		},
		problems: []string{"RoleMappings[1].ProviderUrl: this provider is mapped already, by RoleMappings[0]; put all that is for this provider into one mapping"},
	},
	{
		name: "a user pool client is mapped by construct and by token",
		props: func(s *site) *props {
			url := identitypool.IdentityPoolProviderUrl_UserPoolUrl(jsii.String(*s.userPool.UserPoolProviderName() + ":" + *s.client.UserPoolClientId()))
			return mappingProps(byToken(s.userPoolUrl()), byToken(url))
		},
		problems: []string{"RoleMappings[1].ProviderUrl: this provider is mapped already, by RoleMappings[0]; put all that is for this provider into one mapping"},
	},
	{
		name: "a key is given twice",
		props: func(*site) *props {
			one, two := byToken(custom("1")), byToken(custom("2"))
			one.MappingKey, two.MappingKey = jsii.String("key"), jsii.String("key")
			return mappingProps(one, two)
		},
		problems: []string{`RoleMappings[1].MappingKey: "key" is the key of RoleMappings[0], too; each mapping needs a key of its own`},
	},
	{
		name: "a key is the name of another provider",
		props: func(*site) *props {
			two := byToken(custom("2"))
			two.MappingKey = jsii.String("1")
			return mappingProps(byToken(custom("1")), two)
		},
		problems: []string{`RoleMappings[1].MappingKey: "1" is the key of RoleMappings[0], too; each mapping needs a key of its own`},
	},
	{
		name: "two derived keys collide",
		props: func(s *site) *props {
			url := custom(*awscdk.Fn_ImportValue(jsii.String("Provider")))
			same := custom(*awscdk.Fn_ImportValue(jsii.String("Provider")))
			return mappingProps(byToken(url), byToken(same))
		},
		problems:   []string{`RoleMappings[1].MappingKey: is required: the derived key "{\"Fn::ImportValue\":\"Provider\"}" is that of RoleMappings[0], too; pass a key of your own`},
		constructs: true,
	},
}

var badRoleMappingCalls = []badCall{
	{
		name:     "a nil mapping is added",
		call:     func(_ *site, pool identitypool.IdentityPool) { pool.AddRoleMappings(byToken(custom("a")), nil) },
		path:     "Stack/Pool",
		problems: []string{"RoleMappings[1]: is nil; leave it out or pass a role mapping"},
	},
	{
		name: "a mapping is added for a provider that has one",
		call: func(_ *site, pool identitypool.IdentityPool) {
			pool.AddRoleMappings(byToken(custom("a")))
			pool.AddRoleMappings(byToken(custom("b")), byToken(custom("a")))
		},
		path:     "Stack/Pool",
		problems: []string{`RoleMappings[1].ProviderUrl: "a" is mapped already, by an earlier call; put all that is for this provider into one mapping`},
	},
	{
		name: "more mappings are added than fit",
		call: func(_ *site, pool identitypool.IdentityPool) {
			for i := range 11 {
				pool.AddRoleMappings(byToken(custom(fmt.Sprint(i))))
			}
		},
		path:     "Stack/Pool",
		problems: []string{"RoleMappings: 11 in all; an identity pool takes role mappings for at most 10 providers, so use several identity pools"},
	},
	{
		name: "a mapping is added while the pool is being made",
		call: func(s *site, _ identitypool.IdentityPool) {
			addEarly(s, func(pool identitypool.IdentityPool) { pool.AddRoleMappings(byToken(custom("a"))) })
		},
		path:     "Stack/A--B",
		problems: []string{"identityPool: has no id while a provider is bound to it; use it once it has been made"},
	},
}

var doubtfulRoleMappings = []doubtful{
	{
		name: "lists are compared with CONTAINS only",
		make: func(s *site) identitypool.IdentityPool {
			compared := func(claim, value string, matchType identitypool.RoleMappingMatchType) *identitypool.RoleMappingRule {
				return s.rule(func(rule *identitypool.RoleMappingRule) {
					rule.Claim, rule.ClaimValue, rule.MatchType = jsii.String(claim), jsii.String(value), matchType
				})
			}
			return newPool(s, &props{
				AuthenticationProviders: registered(s.provider()),
				RoleMappings: &[]*mapping{withRules(s.userPoolUrl(),
					compared("cognito:groups", "admins", identitypool.RoleMappingMatchType_CONTAINS),
					compared("cognito:groups", "editors", ""),
					compared("cognito:roles", "arn", identitypool.RoleMappingMatchType_STARTS_WITH),
				)},
			})
		},
		want: []string{"identitypool:list-claim-compared", "identitypool:list-claim-compared"},
	},
	{
		name: "a token mapping is not for a user pool",
		make: func(s *site) identitypool.IdentityPool {
			return newPool(s, &props{
				AuthenticationProviders: &providers{Google: &identitypool.IdentityPoolGoogleLoginProvider{ClientId: jsii.String("id")}},
				RoleMappings:            &[]*mapping{byToken(identitypool.IdentityPoolProviderUrl_GOOGLE())},
			})
		},
		want: []string{"identitypool:token-mapping-never-applies"},
	},
	{
		name: "a rule of Amazon and Facebook has a claim that can't be used",
		make: func(s *site) identitypool.IdentityPool {
			sub := s.rule(func(rule *identitypool.RoleMappingRule) { rule.Claim = jsii.String("sub") })
			return newPool(s, &props{
				AuthenticationProviders: &providers{
					Amazon:   &identitypool.IdentityPoolAmazonLoginProvider{AppId: jsii.String("id")},
					Facebook: &identitypool.IdentityPoolFacebookLoginProvider{AppId: jsii.String("id")},
					Google:   &identitypool.IdentityPoolGoogleLoginProvider{ClientId: jsii.String("id")},
				},
				RoleMappings: &[]*mapping{
					withRules(identitypool.IdentityPoolProviderUrl_AMAZON(), sub, s.rule(nil)),
					withRules(identitypool.IdentityPoolProviderUrl_FACEBOOK(), s.rule(nil)),
					withRules(identitypool.IdentityPoolProviderUrl_GOOGLE(), s.rule(nil)),
				},
			})
		},
		want: []string{"identitypool:rule-never-applies", "identitypool:rule-never-applies"},
	},
	{
		name: "ambiguous roles have no role to resolve to",
		make: func(s *site) identitypool.IdentityPool {
			ambiguous := byToken(s.userPoolUrl())
			ambiguous.ResolveAmbiguousRoles = jsii.Bool(true)
			return newPool(s, &props{
				CreateAuthenticatedRole: jsii.Bool(false), AuthenticationProviders: registered(s.provider()), RoleMappings: &[]*mapping{ambiguous},
			})
		},
		want: []string{"identitypool:users-without-role"},
	},
	{
		name: "a rule that never applies",
		make: func(s *site) identitypool.IdentityPool {
			not := s.rule(func(rule *identitypool.RoleMappingRule) { rule.MatchType = identitypool.RoleMappingMatchType_NOTEQUAL })
			same := s.rule(func(rule *identitypool.RoleMappingRule) { rule.MatchType = identitypool.RoleMappingMatchType_EQUALS })
			return newPool(s, &props{
				AuthenticationProviders: registered(s.provider()),
				RoleMappings:            &[]*mapping{withRules(s.userPoolUrl(), s.rule(nil), not, same)},
			})
		},
		want: []string{"identitypool:rule-never-applies"},
	},
	{
		name: "a rule that an earlier one leaves nothing to match",
		make: func(s *site) identitypool.IdentityPool {
			part := s.rule(func(rule *identitypool.RoleMappingRule) {
				rule.ClaimValue, rule.MatchType = jsii.String("sal"), identitypool.RoleMappingMatchType_CONTAINS
			})
			return newPool(s, &props{
				AuthenticationProviders: registered(s.provider()),
				RoleMappings:            &[]*mapping{withRules(s.userPoolUrl(), part, s.rule(nil))},
			})
		},
		want: []string{"identitypool:rule-never-applies"},
	},
	{
		name: "a rule after others that match every text",
		make: func(s *site) identitypool.IdentityPool {
			not := s.rule(func(rule *identitypool.RoleMappingRule) { rule.MatchType = identitypool.RoleMappingMatchType_NOTEQUAL })
			part := s.rule(func(rule *identitypool.RoleMappingRule) {
				rule.ClaimValue, rule.MatchType = jsii.String("a"), identitypool.RoleMappingMatchType_STARTS_WITH
			})
			return newPool(s, &props{
				AuthenticationProviders: registered(s.provider()),
				RoleMappings:            &[]*mapping{withRules(s.userPoolUrl(), s.rule(nil), not, part)},
			})
		},
		want: []string{"identitypool:rule-never-applies"},
	},
	{
		name: "a rule on a token can't be compared",
		make: func(s *site) identitypool.IdentityPool {
			part := s.rule(func(rule *identitypool.RoleMappingRule) {
				rule.ClaimValue, rule.MatchType = jsii.String("$"), identitypool.RoleMappingMatchType_STARTS_WITH
			})
			token := s.rule(func(rule *identitypool.RoleMappingRule) { rule.ClaimValue = s.token })
			return newPool(s, &props{
				AuthenticationProviders: registered(s.provider()),
				RoleMappings:            &[]*mapping{withRules(s.userPoolUrl(), part, token)},
			})
		},
	},
}
