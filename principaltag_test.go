package identitypool_test

import (
	"fmt"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/assert"

	"github.com/awscdk-constructs/identitypool"
)

var badPrincipalTagProps = []badProp{
	{
		name:  "a tag mapping is nil, another empty",
		props: func(*site) *props { return taggingProps(nil, &tagging{}) },
		problems: []string{
			"PrincipalTagMappings[0]: is nil; leave it out or pass a principal tag mapping",
			"PrincipalTagMappings[1].ProviderUrl: is required; use IdentityPoolProviderUrl_UserPool, IdentityPoolProviderUrl_GOOGLE or another of these functions",
			"PrincipalTagMappings[1].Tags: is required without UseDefaults; pass 1 to 50 tags, or set UseDefaults",
		},
	},
	{
		name: "the tags are empty",
		props: func(s *site) *props {
			return taggingProps(&tagging{ProviderUrl: s.userPoolUrl(), Tags: &map[string]*string{}})
		},
		problems: []string{"PrincipalTagMappings[0].Tags: is required without UseDefaults; pass 1 to 50 tags, or set UseDefaults"},
	},
	{
		name: "too many tags",
		props: func(s *site) *props {
			tags := map[string]*string{}
			for i := range 51 {
				tags[fmt.Sprint(i)] = jsii.String("sub")
			}
			return taggingProps(&tagging{ProviderUrl: s.userPoolUrl(), Tags: &tags})
		},
		problems: []string{"PrincipalTagMappings[0].Tags: 51 given; a principal tag mapping takes at most 50"},
	},
	{
		name: "the key of a tag begins with what AWS keeps for itself",
		props: func(s *site) *props {
			return taggingProps(&tagging{ProviderUrl: s.userPoolUrl(), Tags: &map[string]*string{"aws:tenant": jsii.String("sub")}})
		},
		problems: []string{
			`PrincipalTagMappings[0].Tags: "aws:tenant" begins with aws:, which AWS keeps for itself; pass the key alone, such as tenant`,
		},
	},
	{
		name: "keys and claims of tags are malformed",
		props: func(s *site) *props {
			return taggingProps(&tagging{ProviderUrl: s.userPoolUrl(), Tags: &map[string]*string{
				"":         jsii.String("sub"),
				"claim":    long(257),
				"none":     nil,
				*long(129): jsii.String("sub"),
				*s.token:   jsii.String("sub"),
			}})
		},
		problems: []string{
			"PrincipalTagMappings[0].Tags: a key is empty; allowed are 1 to 128 letters, digits, spaces and _ . : / = + - @",
			"PrincipalTagMappings[0].Tags: a key is a token; keys must be known when the app is synthesized",
			`PrincipalTagMappings[0].Tags["claim"]: "` + (*long(257))[:140] + `"… is 257 characters long; allowed are 1 to 256 characters`,
			`PrincipalTagMappings[0].Tags["none"]: is required; pass 1 to 256 characters`,
			`PrincipalTagMappings[0].Tags: "` + *long(129) + `" is 129 characters long; allowed are 1 to 128 letters, digits, spaces and _ . : / = + - @`,
		},
	},
	{
		name: "the tags of a user pool are mapped twice, through two clients",
		props: func(s *site) *props {
			other := s.userPool.AddClient(jsii.String("Other"), nil)
			return taggingProps(
				&tagging{ProviderUrl: s.userPoolUrl(), Tags: tenantTag()},
				&tagging{ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPool(s.userPool, other), UseDefaults: jsii.Bool(true)},
			)
		},
		problems: []string{"PrincipalTagMappings[1].ProviderUrl: this provider is mapped already, by PrincipalTagMappings[0]; put all tags for this provider into one mapping"},
	},
	{
		name: "the tags of a user pool are mapped twice, by text",
		props: func(*site) *props {
			url := func(client string) identitypool.IdentityPoolProviderUrl {
				return identitypool.IdentityPoolProviderUrl_UserPoolUrl(jsii.String("cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a" + client))
			}
			return taggingProps(&tagging{ProviderUrl: url(":one"), Tags: tenantTag()}, &tagging{ProviderUrl: url(""), Tags: tenantTag()})
		},
		problems: []string{`PrincipalTagMappings[1].ProviderUrl: "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a" is mapped already, by PrincipalTagMappings[0]; put all tags for this provider into one mapping`},
	},
	{
		name: "two providers of tag mappings can't be told apart",
		props: func(*site) *props {
			return taggingProps(
				&tagging{ProviderUrl: custom(*awscdk.Fn_ImportValue(jsii.String("Provider"))), Tags: tenantTag()},
				&tagging{ProviderUrl: custom(*awscdk.Fn_ImportValue(jsii.String("Provider"))), Tags: tenantTag()},
			)
		},
		problems: []string{`PrincipalTagMappings[1].ProviderUrl: can't be told from that of PrincipalTagMappings[0]: both are derived as ` +
			`"{\"Fn::ImportValue\":\"Provider\"}"; name one of the providers by text`},
		constructs: true,
	},
	{
		name: "the provider of a tag mapping has a scheme, another is too long",
		props: func(*site) *props {
			return taggingProps(
				&tagging{ProviderUrl: custom("https://example.com"), Tags: tenantTag()},
				&tagging{ProviderUrl: custom(*long(129)), Tags: tenantTag()},
			)
		},
		problems: []string{
			`PrincipalTagMappings[0].ProviderUrl: "https://example.com" has a scheme; use the provider's name without https://`,
			`PrincipalTagMappings[1].ProviderUrl: "` + *long(129) + `" is 129 characters long; allowed are 1 to 128 characters`,
		},
	},
}

var badPrincipalTagCalls = []badCall{
	{
		name:   "tags of an imported pool of another region and account",
		region: "us-east-1",
		call: func(s *site, _ identitypool.IdentityPool) {
			imported := identitypool.IdentityPool_FromIdentityPoolArn(s.stack, jsii.String("Imported"),
				jsii.String("arn:aws:cognito-identity:eu-west-1:222222222222:identitypool/eu-west-1:id"))
			imported.AddPrincipalTagMappings(&tagging{ProviderUrl: s.userPoolUrl(), Tags: tenantTag()})
		},
		path: "Stack/Imported",
		problems: []string{
			"PrincipalTagMappings: the identity pool is in eu-west-1, the stack in us-east-1; define this in a stack of the identity pool's region",
			"PrincipalTagMappings: the identity pool is of account 222222222222, the stack of 111111111111; define this in a stack of the identity pool's account",
		},
	},
	{
		name: "a provider of an imported pool is mapped twice",
		call: func(s *site, _ identitypool.IdentityPool) {
			imported := identitypool.IdentityPool_FromIdentityPoolId(s.stack, jsii.String("Imported"), jsii.String("eu-west-1:id"))
			imported.AddPrincipalTagMappings(&tagging{ProviderUrl: s.userPoolUrl(), Tags: tenantTag()})
			imported.AddPrincipalTagMappings(&tagging{ProviderUrl: s.userPoolUrl(), Tags: tenantTag()})
		},
		path: "Stack/Imported",
		problems: []string{
			"PrincipalTagMappings[0].ProviderUrl: this provider is mapped already, by an earlier call; put all tags for this provider into one mapping",
		},
	},
	{
		name: "a provider of a pool that is imported twice is mapped twice",
		call: func(s *site, _ identitypool.IdentityPool) {
			for _, id := range []string{"First", "Second"} {
				imported := identitypool.IdentityPool_FromIdentityPoolId(s.stack, jsii.String(id), jsii.String("eu-west-1:id"))
				imported.AddPrincipalTagMappings(&tagging{ProviderUrl: s.userPoolUrl(), Tags: tenantTag()})
			}
		},
		path: "Stack/Second",
		problems: []string{
			"PrincipalTagMappings[0].ProviderUrl: this provider is mapped already, by an earlier call; put all tags for this provider into one mapping",
		},
	},
	{
		name: "a tag mapping is added for a provider that has one",
		call: func(s *site, pool identitypool.IdentityPool) {
			pool.AddPrincipalTagMappings(&tagging{ProviderUrl: s.userPoolUrl(), Tags: tenantTag()})
			pool.AddPrincipalTagMappings(&tagging{ProviderUrl: s.userPoolUrl(), UseDefaults: jsii.Bool(true)})
		},
		path:     "Stack/Pool",
		problems: []string{"PrincipalTagMappings[0].ProviderUrl: this provider is mapped already, by an earlier call; put all tags for this provider into one mapping"},
	},
	{
		name: "tags are mapped while the pool is being made",
		call: func(s *site, _ identitypool.IdentityPool) {
			addEarly(s, func(pool identitypool.IdentityPool) { pool.AddPrincipalTagMappings(&tagging{}) })
		},
		path:     "Stack/A--B",
		problems: []string{"identityPool: has no id while a provider is bound to it; use it once it has been made"},
	},
}

func TestPrincipalTagMappingsHaveAConstructEach(t *testing.T) {
	for _, later := range []bool{false, true} {
		site := newSite("eu-west-1")
		mappings := []*tagging{
			{ProviderUrl: site.userPoolUrl(), Tags: tenantTag()},
			{ProviderUrl: identitypool.IdentityPoolProviderUrl_GOOGLE(), UseDefaults: jsii.Bool(true)},
			{ProviderUrl: identitypool.IdentityPoolProviderUrl_Saml(jsii.String("arn:aws:iam::111111111111:saml-provider/staff")), Tags: tenantTag()},
			{ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPoolUrl(jsii.String("cognito-idp.us-east-1.amazonaws.com/us-east-1_a:client")), Tags: tenantTag()},
		}
		var pool identitypool.IdentityPool
		if later {
			pool = identitypool.NewIdentityPool(site.stack, jsii.String("Pool"), nil)
			pool.AddPrincipalTagMappings(mappings[:1]...)
			pool.AddPrincipalTagMappings(mappings[1:]...)
		} else {
			pool = identitypool.NewIdentityPool(site.stack, jsii.String("Pool"), &props{PrincipalTagMappings: &mappings})
		}
		id := site.stack.Resolve(pool.IdentityPoolId())

		// The same trust whether the mappings came with the properties or later: the second statement takes the tags.
		assert.Equal(t, []any{
			statement(assume, "cognito-identity.amazonaws.com", id, "authenticated"),
			statement("sts:TagSession", "cognito-identity.amazonaws.com", id, "authenticated"),
		}, statementsOf(t, site.stack, "PoolAuthenticatedRole"))
		assert.Equal(t, []any{statement(assume, "cognito-identity.amazonaws.com", id, "unauthenticated")},
			statementsOf(t, site.stack, "PoolUnauthenticatedRole"))

		properties := map[string]any{}
		for logicalID, resource := range resourcesOf(templateOf(site.stack)) {
			if resource["Type"] == "AWS::Cognito::IdentityPoolPrincipalTag" {
				properties[logicalID] = resource["Properties"]
			}
		}
		assert.Equal(t, map[string]any{
			"PoolPrincipalTagsStackUserPool68AB5D40": map[string]any{
				"IdentityPoolId":       id,
				"IdentityProviderName": site.stack.Resolve(site.userPool.UserPoolProviderName()),
				"PrincipalTags":        map[string]any{"tenant": "custom:tenant"},
			},
			"PoolPrincipalTagsaccountsgooglecomD7068FEA": map[string]any{
				"IdentityPoolId": id, "IdentityProviderName": "accounts.google.com", "UseDefaults": true,
			},
			"PoolPrincipalTagsarnawsiam111111111111samlproviderstaffFF0DC13D": map[string]any{
				"IdentityPoolId":       id,
				"IdentityProviderName": "arn:aws:iam::111111111111:saml-provider/staff",
				"PrincipalTags":        map[string]any{"tenant": "custom:tenant"},
			},
			"PoolPrincipalTagscognitoidpuseast1amazonawscomuseast1aB5D0C3C5": map[string]any{
				"IdentityPoolId":       id,
				"IdentityProviderName": "cognito-idp.us-east-1.amazonaws.com/us-east-1_a",
				"PrincipalTags":        map[string]any{"tenant": "custom:tenant"},
			},
		}, properties)
	}
}

func TestPrincipalTagsOfAUserPoolOfAnotherRegion(t *testing.T) {
	site := newSite("eu-west-1")
	userPool := awscognito.UserPool_FromUserPoolId(site.stack, jsii.String("Imported"), jsii.String("us-east-1_a"))
	pool := identitypool.NewIdentityPool(site.stack, jsii.String("Pool"), &props{PrincipalTagMappings: &[]*tagging{{
		ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPool(userPool, site.client), Tags: tenantTag(),
	}}})
	assert.NotNil(t, pool.Node().FindChild(jsii.String("PrincipalTags")).Node().FindChild(
		jsii.String("cognito-idp.us-east-1.amazonaws.com/us-east-1_a")))
	verify(t, site.stack, func(template assertions.Template) {
		template.HasResourceProperties(jsii.String("AWS::Cognito::IdentityPoolPrincipalTag"), map[string]any{
			"IdentityProviderName": "cognito-idp.us-east-1.amazonaws.com/us-east-1_a",
		})
	})
}

func TestPrincipalTagsOfPlaceholders(t *testing.T) {
	site := newSite("")
	const dynamic = "cognito-idp.eu-west-1.amazonaws.com/{{resolve:ssm:/userpool}}"
	region := awscdk.NewScopedAws(site.stack).Region() // a token with a colon in it
	identitypool.NewIdentityPool(site.stack, jsii.String("Pool"), &props{PrincipalTagMappings: &[]*tagging{
		{ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPoolUrl(jsii.String(dynamic + ":client")), Tags: tenantTag()},
		{ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPoolUrl(jsii.String("{{resolve:ssm:/whole}}")), Tags: tenantTag()},
		{
			ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPoolUrl(jsii.String("cognito-idp." + *region + ".amazonaws.com/eu-west-1_a:client")),
			Tags:        tenantTag(),
		},
	}})
	names := []any{
		dynamic, "{{resolve:ssm:/whole}}",
		map[string]any{"Fn::Join": []any{"", []any{"cognito-idp.", map[string]any{"Ref": "AWS::Region"}, ".amazonaws.com/eu-west-1_a"}}},
	}
	verify(t, site.stack, func(template assertions.Template) {
		for _, name := range names {
			template.HasResourceProperties(jsii.String("AWS::Cognito::IdentityPoolPrincipalTag"), map[string]any{"IdentityProviderName": name})
		}
	})
}

func TestASuppliedRoleIsLeftAloneByTagMappings(t *testing.T) {
	site := newSite("")
	identitypool.NewIdentityPool(site.stack, jsii.String("Pool"), &props{
		AuthenticatedRole:    site.role,
		PrincipalTagMappings: &[]*tagging{{ProviderUrl: custom("example.com"), Tags: tenantTag()}},
	})
	assert.Len(t, statementsOf(t, site.stack, "Role"), 1)
}

func TestTagsOfAnImportedPool(t *testing.T) {
	site := newSite("eu-west-1")
	imported := identitypool.IdentityPool_FromIdentityPoolId(site.stack, jsii.String("Imported"), jsii.String("eu-west-1:id"))
	imported.AddPrincipalTagMappings(&tagging{ProviderUrl: site.userPoolUrl(), Tags: tenantTag()})
	imported.AddPrincipalTagMappings(&tagging{
		ProviderUrl: identitypool.IdentityPoolProviderUrl_GOOGLE(), Tags: tenantTag(), UseDefaults: jsii.Bool(true),
	})
	verify(t, site.stack, func(template assertions.Template) {
		template.HasResourceProperties(jsii.String("AWS::Cognito::IdentityPoolPrincipalTag"), map[string]any{
			"IdentityPoolId": "eu-west-1:id", "PrincipalTags": map[string]any{"tenant": "custom:tenant"},
			"IdentityProviderName": site.stack.Resolve(site.userPool.UserPoolProviderName()), "UseDefaults": assertions.Match_Absent(),
		})
		template.HasResourceProperties(jsii.String("AWS::Cognito::IdentityPoolPrincipalTag"), map[string]any{
			"IdentityProviderName": "accounts.google.com", "PrincipalTags": map[string]any{"tenant": "custom:tenant"}, "UseDefaults": true,
		})
	})
	assert.Equal(t, []string{"identitypool:tags-with-defaults"}, warningIDs(t, site.stack, "Stack/Imported/PrincipalTags/accounts.google.com"))
	assert.NotNil(t, imported.Node().FindChild(jsii.String("PrincipalTags")).Node().TryFindChild(jsii.String("Stack--UserPool")))
}

func TestPrincipalTagsCanKeepLogicalIdsThatTheyHad(t *testing.T) {
	site := newSite("")
	pool := newPool(site, &props{AuthenticationProviders: registered(site.provider())})
	pool.AddPrincipalTagMappings(
		&tagging{ProviderUrl: site.userPoolUrl(), Tags: tenantTag()},
		&tagging{ProviderUrl: identitypool.IdentityPoolProviderUrl_GOOGLE(), UseDefaults: jsii.Bool(true)},
	)
	for i, mapping := range *pool.Node().FindChild(jsii.String("PrincipalTags")).Node().Children() {
		mapping.(awscdk.CfnElement).OverrideLogicalId(jsii.String(fmt.Sprint("Kept", i)))
	}
	resources := resourcesOf(templateOf(site.stack))
	assert.Contains(t, resources["Kept0"]["Properties"], "PrincipalTags")
	assert.Contains(t, resources["Kept1"]["Properties"], "UseDefaults")
}
