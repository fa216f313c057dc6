package access_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/access"
)

func TestActionIsAServiceAColonAndAName(t *testing.T) {
	t.Parallel()
	for _, action := range []string{"*", "s3:GetObject", "S3:getobject", "s3:*", "s3:Get?bject", "execute-api:Invoke"} {
		require.NoError(t, access.Request{Action: action}.CheckAction(), action)
	}
	for _, action := range []string{
		"", "GetObject", "s3:", ":GetObject", "*:GetObject", "s?:GetObject", "s3:GetObject Files", "s3:GetObject=Files", "s3:GetObject:Files", "s3:Get\nObject",
	} {
		require.ErrorContains(t, access.Request{Action: action}.CheckAction(), "is not an action; write the service, a colon and a name", action)
	}
}

func TestRequestIsCheckedForNamesThatNothingHas(t *testing.T) {
	t.Parallel()
	app, err := access.Load("testdata/corpus/groups/template.yaml")
	require.NoError(t, err)
	for _, resource := range []string{"", "*", "${Articles.Arn}/*", "arn:aws:s3:::any/*", "${Articles.Arn}/${cognito-identity.amazonaws.com:sub}/a"} {
		require.NoError(t, app.CheckRequest(access.Request{Action: "s3:GetObject", Resource: resource}), resource)
	}
	for resource, problem := range map[string]string{
		"Article":           `the app has no resource "Article"; did you mean Articles?`,
		"${Article.Arn}/*":  `the app has no resource "Article"; did you mean Articles?`,
		"Articles.Arn":      `the app has no resource "Articles.Arn"; write ${Articles.Arn}`,
		"${Articles.Arn/*":  `"${Articles.Arn/*" has a ${ without a }; close it`,
		"${Nobody.Arn}":     `the app has no resource "Nobody"; write the construct path or logical id of one`,
		"${Nobody.Arn}/a/*": `the app has no resource "Nobody"; write the construct path or logical id of one`,
	} {
		require.EqualError(t, app.CheckRequest(access.Request{Action: "s3:GetObject", Resource: resource}), problem)
	}
	assert.ErrorContains(t, app.CheckRequest(access.Request{Action: "GetObject", Resource: "Articles"}), `"GetObject" is not an action`)
}

func TestActionOnObjectsIsNotAboutTheirBucket(t *testing.T) {
	t.Parallel()
	app, err := access.Load("testdata/corpus/groups/template.yaml")
	require.NoError(t, err)
	for action, isAboutObjects := range map[string]bool{
		"s3:GetObject": true, "s3:getobjectacl": true, "s3:PutObject*": true, "s3:AbortMultipartUpload": true,
		"s3:ListBucket": false, "s3:*": false, "s3:Get*": false, "s3:GetBucketObjectLockConfiguration": false, "s3:PutBucketPolicy": false,
	} {
		err := app.CheckRequest(access.Request{Action: action, Resource: "Articles"})
		assert.Equal(t, isAboutObjects, err != nil, action)
	}
	require.EqualError(t, app.CheckRequest(access.Request{Action: "s3:GetObject", Resource: "${Articles.Arn}"}),
		"s3:GetObject is about objects, not about the bucket that they are in; write ${Articles.Arn}/* or the name of an object behind the slash")
	session := app.IdentityPools()[0].Session(access.Login{Provider: "Web", Groups: []string{"editors"}})
	assert.Equal(t, access.Refused, session.Can(access.Request{Action: "s3:GetObject", Resource: "Articles"}).Outcome)
}

func TestLoginIsCheckedForNamesThatNothingHas(t *testing.T) {
	t.Parallel()
	app, err := access.Load("testdata/corpus/groups/template.yaml")
	require.NoError(t, err)
	pool := app.IdentityPools()[0]
	for _, login := range []access.Login{
		{},
		{Provider: "Web"},
		{Provider: access.Google},
		{Provider: "login.backend.example"},
		{Provider: "idp.example/realms/a"},
		{Provider: "https://idp.example/realms/a"},
		{Provider: "arn:aws:iam::111122223333:saml-provider/a"},
		{Provider: "Web", Groups: []string{"nobody"}},
		{Provider: "Web", CustomRole: "Editor"},
		{Provider: "Web", CustomRole: "arn:aws:iam::111122223333:role/Elsewhere"},
	} {
		require.NoError(t, pool.CheckLogin(login), login)
	}
	for problem, login := range map[string]access.Login{
		`"Webb" is neither a resource of the templates nor a provider of IdentityPool; it has "Web", "App"`:       {Provider: "Webb"},
		`"Access/Web" is neither a resource of the templates nor a provider of IdentityPool; it has "Web", "App"`: {Provider: "Access/Web"},
		`the app asks for the role "Editors", which is neither one of the templates nor an ARN`:                   {Provider: "Web", CustomRole: "Editors"},
		`the app asks for the role "Articles", which is neither one of the templates nor an ARN`:                  {CustomRole: "Articles", ClassicFlow: true},
		`the app asks for the role "Access/Editor", which is neither one of the templates nor an ARN`:             {Provider: "Web", CustomRole: "Access/Editor"},
	} {
		require.EqualError(t, pool.CheckLogin(login), problem)
		assert.Equal(t, access.Unknown, pool.SignIn(login).Outcome, "a test that expects to be refused fails, too")
		assert.Equal(t, problem, pool.SignIn(login).Reason)
	}
}

func TestLoginIsCheckedForNamesOfStacksThatNothingHas(t *testing.T) {
	t.Parallel()
	app, err := access.Load("testdata/corpus/two-templates/template.yaml", access.WithTemplate("testdata/corpus/two-templates/users.yaml"))
	require.NoError(t, err)
	pool := app.IdentityPools()[0]
	require.NoError(t, pool.CheckLogin(access.Login{Provider: "users.Catalogue"}))
	require.NoError(t, pool.CheckLogin(access.Login{Provider: "users.example.com"}), "a host, which may be that of a provider")
	require.EqualError(t, pool.CheckLogin(access.Login{Provider: "users.Catalog"}),
		`"users.Catalog" is neither a resource of the templates nor a provider of template.IdentityPool; it has "users.Catalogue"`)
}
