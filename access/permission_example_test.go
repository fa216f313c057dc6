package access_test

import (
	"fmt"

	"github.com/awscdk-constructs/identitypool/access"
)

const tenantsTemplate = "../examples/testdata/Tenants.template.json"

// A user of a tenant, known by a claim that becomes a session tag.
func tenant(pool *access.IdentityPool, name string) access.Session {
	return pool.Session(access.Login{Provider: "Tenants/UserPool/WebApp", Claims: map[string]any{"custom:tenant": name}})
}

// A session is asked for what it can do. What a condition asks of the request stands in Context.
func ExampleSession_Can() {
	session := tenant(mustLoad(tenantsTemplate).IdentityPools()[0], "acme")
	for _, key := range []string{"acme", "globex"} {
		fmt.Println(session.Can(access.Request{
			Action:   "dynamodb:Query",
			Resource: "Tenants/Orders",
			Context:  map[string][]string{"dynamodb:LeadingKeys": {key}},
		}).Outcome)
	}
	fmt.Println(session.Can(access.Request{Action: "s3:GetObject", Resource: "${Tenants/Documents.Arn}/acme/contract.pdf"}).Outcome)
	// Output:
	// granted
	// refused
	// granted
}

// A resource is named by its construct path, or written as an ARN with Fn::Sub. With *, a request stands for all that it matches. A key with
// an empty list is one that the request lacks.
func ExampleRequest() {
	session := tenant(mustLoad(tenantsTemplate).IdentityPools()[0], "acme")
	for _, request := range []access.Request{
		{Action: "s3:GetObject", Resource: "${Tenants/Documents.Arn}/acme/*"},
		{Action: "s3:GetObject", Resource: "${Tenants/Documents.Arn}/*"},
		{Action: "dynamodb:Query", Resource: "Tenants/Orders", Context: map[string][]string{"dynamodb:LeadingKeys": {}}},
	} {
		fmt.Println(request, "is", session.Can(request).Outcome)
	}
	// Output:
	// s3:GetObject on ${Tenants/Documents.Arn}/acme/* is granted
	// s3:GetObject on ${Tenants/Documents.Arn}/* is unknown
	// dynamodb:Query on Tenants/Orders is refused
}

// Statements are listed with the session's tags filled in.
func ExampleSession_Statements() {
	for _, statement := range tenant(mustLoad(tenantsTemplate).IdentityPools()[0], "acme").Statements() {
		if statement.Effect == "Allow" {
			fmt.Println(statement.Actions[0], statement.Resources)
		}
	}
	// Output:
	// s3:DeleteObject [${Tenants/Documents.Arn}/acme/*]
	// s3:ListBucket [${Tenants/Documents.Arn}]
	// dynamodb:BatchGetItem [${Tenants/Orders.Arn}]
}

// Users of two tenants share nothing. Two users of one tenant share what belongs to the tenant.
func ExampleShared() {
	pool := mustLoad(tenantsTemplate).IdentityPools()[0]
	fmt.Println(len(access.Shared(tenant(pool, "acme"), tenant(pool, "globex"))))
	overlap := access.Shared(tenant(pool, "acme"), tenant(pool, "acme"))[0]
	fmt.Println(overlap.Outcome, overlap.Action, overlap.Resource)
	// Output:
	// 0
	// granted s3:DeleteObject ${Tenants/Documents.Arn}/acme/*
}

// Editors write every article. Whether authors may depends on whose article it is, so that isn't known for all of them.
func ExampleIdentityPool_WhoCan() {
	pool := mustLoad("testdata/corpus/groups/template.yaml").IdentityPools()[0]
	for _, holder := range pool.WhoCan(access.Request{Action: "s3:PutObject", Resource: "${Articles.Arn}/*"}) {
		fmt.Println(holder.Outcome, holder.Who)
	}
	// Output:
	// granted Web, preferred role of editors
	// unknown Web, preferred role of authors
	// unknown Web, other preferred role
	// granted App, preferred role of editors
	// unknown App, preferred role of authors
	// unknown App, other preferred role
}

// A managed policy whose text no template holds is given as AWS publishes it.
func ExampleWithManagedPolicy() {
	template := []byte(`
Resources:
  Pool:
    Type: AWS::Cognito::IdentityPool
    Properties: {AllowUnauthenticatedIdentities: true, AllowClassicFlow: false}
  Roles:
    Type: AWS::Cognito::IdentityPoolRoleAttachment
    Properties: {IdentityPoolId: !Ref Pool, Roles: {unauthenticated: !GetAtt Guests.Arn}}
  Guests:
    Type: AWS::IAM::Role
    Properties:
      ManagedPolicyArns: ["arn:aws:iam::aws:policy/AmazonPollyReadOnlyAccess"]
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal: {Federated: cognito-identity.amazonaws.com}
            Action: sts:AssumeRoleWithWebIdentity
            Condition:
              StringEquals: {"cognito-identity.amazonaws.com:aud": !Ref Pool}
              ForAnyValue:StringLike: {"cognito-identity.amazonaws.com:amr": unauthenticated}
`)
	policy := []byte(`{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "polly:SynthesizeSpeech", "Resource": "*"}]}`)
	for _, options := range [][]access.Option{nil, {access.WithManagedPolicy("arn:aws:iam::aws:policy/AmazonPollyReadOnlyAccess", policy)}} {
		app, err := access.Parse(template, options...)
		if err != nil {
			panic(err)
		}
		fmt.Println(app.IdentityPools()[0].Session(access.Login{}).Can(access.Request{Action: "polly:SynthesizeSpeech"}).Outcome)
	}
	// Output:
	// unknown
	// granted
}

// Tests that are written as data run in a Go test, too.
func ExampleTests_Run() {
	tests, err := access.LoadTests("../examples/tenants.access.yaml")
	if err != nil {
		panic(err)
	}
	for _, result := range tests.Run(mustLoad(tenantsTemplate)) {
		fmt.Println(result)
	}
	// Output:
	// passed: a user of acme reads and writes what is acme's, and nothing of others
	// passed: a user without a tenant reads nothing
	// passed: guests are refused
}
