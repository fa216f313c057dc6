package identitypool_test

import (
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/assert"
)

// TestProviderNamesByRegion looks at the name of a user pool as a stack of one region has it for a user pool of another.
func TestProviderNamesByRegion(t *testing.T) {
	ofStack := func(before any) any {
		return object{"Fn::Join": list{"", list{before, object{"Ref": "AWS::URLSuffix"}, "/eu-west-1_a"}}}
	}
	for _, test := range []struct {
		name, region, userPoolID string
		want                     any
	}{
		{"of the stack's region", "eu-west-1", "eu-west-1_a", ofStack("cognito-idp.eu-west-1.")},
		{"of another region", "us-east-1", "eu-west-1_a", "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a"},
		{"of a region while that of the stack is not known", "", "eu-west-1_a", "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a"},
		{"of GovCloud", "us-east-1", "us-gov-west-1_a", "cognito-idp.us-gov-west-1.amazonaws.com/us-gov-west-1_a"},
		{
			"of a partition whose suffix is not known", "us-east-1", "eusc-de-east-1_a",
			object{"Fn::Join": list{"", list{"cognito-idp.eusc-de-east-1.", object{"Ref": "AWS::URLSuffix"}, "/eusc-de-east-1_a"}}},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			site := newSite(test.region)
			userPool := awscognito.UserPool_FromUserPoolId(site.stack, jsii.String("Imported"), jsii.String(test.userPoolID))
			bound := providerOf(userPool, site.client).Bind(site.stack, nil, nil)
			assert.Equal(t, test.want, site.stack.Resolve(bound.ProviderName))
		})
	}
}
