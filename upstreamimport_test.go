package identitypool_test

import (
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool"
)

// TestUpstreamImports stands for the upstream tests "from static", "fromIdentityPoolId accept token" and "fromIdentityPoolArn
// accepts token".
func TestUpstreamImports(t *testing.T) {
	const invalid = "is not the "
	lazy := func(value string) string {
		return *awscdk.Lazy_UncachedString(&lazyString{value}, nil)
	}
	for _, test := range []struct {
		name    string
		byId    string
		byArn   func(stack awscdk.Stack) string
		err     string // empty if it can be imported
		wantId  string
		wantArn string
	}{
		{name: "from static: no region", byId: "idPool", err: invalid + "id of an identity pool"},
		{
			// There it is refused. A pool can be used from another region.
			name: "from static: region of the id is not the stack's", byId: "your-region:idPool",
			wantId: "your-region:idPool", wantArn: ":cognito-identity:your-region:1234567891011:identitypool/your-region:idPool",
		},
		{
			name: "from static: region of the id is not the ARN's", err: invalid + "ARN of an identity pool",
			byArn: func(awscdk.Stack) string {
				return `arn:aws:cognito-identity:my-region:1234567891011:identitypool\/your-region:idPool/`
			},
		},
		{
			name: "from static: region of the id is not the ARN's, well formed", err: "names two regions",
			byArn: func(awscdk.Stack) string {
				return "arn:aws:cognito-identity:my-region:1234567891011:identitypool/your-region:idPool"
			},
		},
		{
			name: "from static", byId: "my-region:idPool",
			wantId: "my-region:idPool", wantArn: ":cognito-identity:my-region:1234567891011:identitypool/my-region:idPool",
		},
		{name: "fromIdentityPoolId accept token: lazy", byId: lazy("lazy-id"), wantId: "lazy-id", wantArn: ":identitypool/lazy-id"},
		{
			name: "fromIdentityPoolId accept token: literal", byId: "id-region:pool-id",
			wantId: "id-region:pool-id", wantArn: ":cognito-identity:id-region:1234567891011:identitypool/id-region:pool-id",
		},
		{
			name: "fromIdentityPoolArn accepts token: lazy", wantId: `{"Fn::Split":["/","lazy-arn"]}`, wantArn: "lazy-arn",
			byArn: func(awscdk.Stack) string { return lazy("lazy-arn") },
		},
		{
			name: "fromIdentityPoolArn accepts token: environment of the stack", wantId: "id-region:pool-id",
			byArn: func(awscdk.Stack) string {
				return "arn:aws:cognito-identity:" + *awscdk.Aws_REGION() + ":" + *awscdk.Aws_ACCOUNT_ID() + ":identitypool/id-region:pool-id"
			},
			wantArn: "pool-id",
		},
		{
			name: "fromIdentityPoolArn accepts token: id", wantId: "lazy-region:pool-id",
			byArn: func(stack awscdk.Stack) string {
				return "arn:aws:cognito-identity:arn-region:" + *stack.Account() + ":identitypool/" + lazy("lazy-region") + ":pool-id"
			},
			wantArn: "arn:aws:cognito-identity:arn-region:1234567891011:identitypool/lazy-region:pool-id",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			stack := awscdk.NewStack(nil, nil, &awscdk.StackProps{
				Env: &awscdk.Environment{Account: jsii.String("1234567891011"), Region: jsii.String("my-region")},
			})
			var pool identitypool.IIdentityPool
			err := recovered(func() {
				if test.byArn != nil {
					pool = identitypool.IdentityPool_FromIdentityPoolArn(stack, jsii.String("Pool"), jsii.String(test.byArn(stack)))
				} else {
					pool = identitypool.IdentityPool_FromIdentityPoolId(stack, jsii.String("Pool"), jsii.String(test.byId))
				}
			})
			if test.err != "" {
				assert.ErrorContains(t, err, test.err)
				return
			}
			require.NoError(t, err)
			assert.Contains(t, compact(stack.Resolve(pool.IdentityPoolId())), test.wantId)
			assert.Contains(t, compact(stack.Resolve(pool.IdentityPoolArn())), test.wantArn)
		})
	}
}

// lazyString is a token that resolves to a text. It is asked each time: the runtime of the lowest CDK can't ask a cached one.
type lazyString struct{ value string }

func (l *lazyString) Produce(awscdk.IResolveContext) *string { return jsii.String(l.value) }

// TestUpstreamErrors stands for the upstream test "rules type without rules throws".
func TestUpstreamErrors(t *testing.T) {
	stack := awscdk.NewStack(nil, jsii.String("Stack"), nil)
	err := recovered(func() {
		identitypool.NewIdentityPool(stack, jsii.String("TestIdentityPoolRoleMappingErrors"), &identitypool.IdentityPoolProps{
			RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{{ProviderUrl: identitypool.IdentityPoolProviderUrl_AMAZON()}},
		})
	})
	assertProblems(t, "Stack/TestIdentityPoolRoleMappingErrors", []string{
		"RoleMappings[0].Rules: is required without UseToken; pass 1 to 25 rules, or set UseToken",
	}, err)
}
