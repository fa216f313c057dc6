package access_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/access"
)

func TestStatementsOfARowAreThoseOfItsRole(t *testing.T) {
	t.Parallel()
	app, err := access.Load("testdata/corpus/tenants/template.yaml")
	require.NoError(t, err)
	pool := app.IdentityPools()[0]
	for _, row := range pool.DecisionTable().Rows {
		statements := pool.StatementsOf(row)
		if row.Role == "" {
			assert.Empty(t, statements, row)
			continue
		}
		require.Len(t, statements, 3, row)
		assert.Equal(t, []string{"${Documents.Arn}/${aws:PrincipalTag/tenant}/*"}, statements[1].Resources, "the tenant differs from user to user")
		assert.Equal(t, "Deny", statements[2].Effect)
	}
	assert.Empty(t, pool.StatementsOf(access.DecisionRow{Provider: "Portal", When: "never", Role: "Member"}))
}

func TestDenialsOfResourcesAreListedWhereTheyTakeAwaySomething(t *testing.T) {
	t.Parallel()
	const withoutTLS = `
      PolicyDocument:
        Statement: {Effect: Deny, Principal: "*", Action: "s3:*", Resource: "*", Condition: {Bool: {aws:SecureTransport: false}}}`
	app, err := access.Parse([]byte(`
Resources:
  Pool:
    Type: AWS::Cognito::IdentityPool
    Properties: {AllowUnauthenticatedIdentities: true, AllowClassicFlow: false}
  Attachment:
    Type: AWS::Cognito::IdentityPoolRoleAttachment
    Properties: {IdentityPoolId: !Ref Pool, Roles: {unauthenticated: !GetAtt Guest.Arn}}
  Guest:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          Effect: Allow
          Principal: {Federated: cognito-identity.amazonaws.com}
          Action: sts:AssumeRoleWithWebIdentity
          Condition:
            StringEquals: {cognito-identity.amazonaws.com:aud: !Ref Pool}
            ForAnyValue:StringLike: {cognito-identity.amazonaws.com:amr: unauthenticated}
      Policies:
        - PolicyName: Read
          PolicyDocument:
            Statement: {Effect: Allow, Action: s3:GetObject, Resource: !Sub "${Read.Arn}/*"}
  Read: {Type: AWS::S3::Bucket}
  Shared: {Type: AWS::S3::Bucket}
  Other: {Type: AWS::S3::Bucket}
  ReadPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Read` + withoutTLS + `
  SharedPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Shared
      PolicyDocument:
        Statement:
          - {Effect: Allow, Principal: {AWS: !GetAtt Guest.Arn}, Action: s3:GetObject, Resource: !Sub "${Shared.Arn}/*"}
          - {Effect: Deny, Principal: "*", Action: s3:GetObject, Resource: !Sub "${Shared.Arn}/private/*"}
  OtherPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Other
      PolicyDocument:
        Statement: {Effect: Deny, Principal: "*", Action: "s3:*", Resource: !Sub "${Other.Arn}/*"}
`))
	require.NoError(t, err)
	var sources []string
	for _, statement := range app.IdentityPools()[0].Session(access.Login{}).Statements() {
		sources = append(sources, statement.Effect+" "+statement.Source)
	}
	assert.Equal(t, []string{
		"Allow Guest policy Read statement 1",
		"Deny ReadPolicy statement 1",
		"Allow SharedPolicy statement 1",
		"Deny SharedPolicy statement 2",
	}, sources)
}
