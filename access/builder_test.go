package access_test

import (
	"maps"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/access"
)

type object = map[string]any

type list = []any

func ref(logicalID string) object { return object{"Ref": logicalID} }

func getAtt(logicalID, attribute string) object {
	return object{"Fn::GetAtt": list{logicalID, attribute}}
}

func resource(typeName string, properties object) object {
	return object{"Type": typeName, "Properties": properties}
}

const (
	commercial   = "cognito-identity.amazonaws.com"
	userPoolName = "cognito-idp.${AWS::Region}.amazonaws.com/${Users}"
	webClient    = "cognito-idp.${AWS::Region}.amazonaws.com/${Users}:${Web}"
)

// trustOf is the trust policy that AWS documents, for the given amr and actions.
func trustOf(amr string, actions ...any) object {
	return object{"Statement": list{object{
		"Effect":    "Allow",
		"Principal": object{"Federated": commercial},
		"Action":    append(list{"sts:AssumeRoleWithWebIdentity"}, actions...),
		"Condition": object{
			"StringEquals":           object{commercial + ":aud": ref("Pool")},
			"ForAnyValue:StringLike": object{commercial + ":amr": amr},
		},
	}}}
}

func roleWith(trust object) object {
	return resource("AWS::IAM::Role", object{"AssumeRolePolicyDocument": trust})
}

func attribute(name string) object { return object{"Name": name, "AttributeDataType": "String"} }

// poolTemplate is a template with an identity pool that has a provider of each kind, its user pool, and roles that trust it. The
// changes are applied in order.
func poolTemplate(changes ...func(resources object)) object {
	resources := object{
		"Users":  resource("AWS::Cognito::UserPool", object{"Schema": list{attribute("role"), attribute("department"), attribute("notes"), attribute("level")}}),
		"Web":    resource("AWS::Cognito::UserPoolClient", object{"UserPoolId": ref("Users"), "WriteAttributes": list{"email"}}),
		"Mobile": resource("AWS::Cognito::UserPoolClient", object{"UserPoolId": ref("Users"), "WriteAttributes": list{"email"}}),
		"OpenID": resource("AWS::IAM::OIDCProvider", object{}),
		"SAML":   resource("AWS::IAM::SAMLProvider", object{}),
		"Pool": resource("AWS::Cognito::IdentityPool", object{
			"AllowUnauthenticatedIdentities": false,
			"SupportedLoginProviders": object{
				"accounts.google.com": "12345678012.apps.googleusercontent.com",
				"www.amazon.com":      "amzn1.application.12312k3j234j13rjiwuenf",
				"graph.facebook.com":  "1234567890123",
				"appleid.apple.com":   "com.myappleapp.auth",
				"api.twitter.com":     "key;{{resolve:secretsmanager:twitter}}",
			},
			"CognitoIdentityProviders":  list{object{"ClientId": ref("Web"), "ProviderName": getAtt("Users", "ProviderName")}},
			"OpenIdConnectProviderARNs": list{ref("OpenID")},
			"SamlProviderARNs":          list{ref("SAML")},
			"DeveloperProviderName":     "login.example.com",
		}),
		"Attachment": resource("AWS::Cognito::IdentityPoolRoleAttachment", object{
			"IdentityPoolId": ref("Pool"),
			"Roles": object{
				"authenticated":   getAtt("Authenticated", "Arn"),
				"unauthenticated": getAtt("Unauthenticated", "Arn"),
			},
		}),
		"Authenticated":   roleWith(trustOf("authenticated")),
		"Unauthenticated": roleWith(trustOf("unauthenticated")),
		"Admin":           roleWith(trustOf("authenticated")),
		"Sales":           roleWith(trustOf("authenticated")),
		"Stranger":        roleWith(object{"Statement": list{}}),
	}
	for _, change := range changes {
		change(resources)
	}
	return object{"Resources": resources}
}

// clone keeps what a change puts into one template apart from what it puts into others: later changes write to it, and cases
// that share a change run at once.
func clone(value any) any {
	switch value := value.(type) {
	case object:
		cloned := object{}
		for key, member := range value {
			cloned[key] = clone(member)
		}
		return cloned
	case list:
		cloned := list{}
		for _, item := range value {
			cloned = append(cloned, clone(item))
		}
		return cloned
	default:
		return value
	}
}

// with sets a property of a resource; a nil value takes it out.
func with(logicalID, property string, value any) func(object) {
	return func(resources object) {
		properties := resources[logicalID].(object)["Properties"].(object)
		if value == nil {
			delete(properties, property)
			return
		}
		properties[property] = clone(value)
	}
}

func withResource(logicalID string, definition object) func(object) {
	return func(resources object) { resources[logicalID] = clone(definition) }
}

// withMapping adds a role mapping, with fields that are merged into those of one that denies what is ambiguous.
func withMapping(key string, provider any, fields object) func(object) {
	return func(resources object) {
		properties := resources["Attachment"].(object)["Properties"].(object)
		mappings, _ := properties["RoleMappings"].(object)
		mappings = maps.Clone(mappings)
		if mappings == nil {
			mappings = object{}
		}
		mapping := object{"AmbiguousRoleResolution": "Deny"}
		if provider != nil {
			mapping["IdentityProvider"] = provider
		}
		maps.Copy(mapping, fields)
		mappings[key] = clone(mapping)
		properties["RoleMappings"] = mappings
	}
}

// rules are the fields of a role mapping of type Rules.
func rules(all ...object) object {
	inOrder := list{}
	for _, rule := range all {
		inOrder = append(inOrder, rule)
	}
	return object{"Type": "Rules", "RulesConfiguration": object{"Rules": inOrder}}
}

func rule(claim, matchType, value, role string) object {
	return object{"Claim": claim, "MatchType": matchType, "Value": value, "RoleARN": getAtt(role, "Arn")}
}

// or adds a resolution of ambiguous roles to the fields of a role mapping.
func or(resolution string, fields object) object {
	fields["AmbiguousRoleResolution"] = resolution
	return fields
}

func token() object { return object{"Type": "Token"} }

func tagMapping(provider any, tags object) object {
	return resource("AWS::Cognito::IdentityPoolPrincipalTag", object{
		"IdentityPoolId": ref("Pool"), "IdentityProviderName": provider, "PrincipalTags": tags,
	})
}

func sub(text string) object { return object{"Fn::Sub": text} }

func mustRead(tb testing.TB, template object, options ...access.Option) *access.App {
	tb.Helper()
	read, err := access.FromMap(template, options...)
	require.NoError(tb, err)
	return read
}

func mustReadPool(tb testing.TB, template object, options ...access.Option) *access.IdentityPool {
	tb.Helper()
	pool, err := mustRead(tb, template, options...).IdentityPool("Pool")
	require.NoError(tb, err)
	return pool
}
