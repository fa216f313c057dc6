package identitypool_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	official "github.com/aws/aws-cdk-go/awscdk/v2/awscognitoidentitypool"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool"
)

// BenchmarkPools builds and synthesizes identity pools through the official binding and through this library, in turn. The
// metric "ratio" is the time here by the time there.
//
//	go test -run '^$' -bench BenchmarkPools -benchtime 10x .
func BenchmarkPools(b *testing.B) {
	for _, number := range []int{1, 10, 100} {
		b.Run(fmt.Sprint(number), func(b *testing.B) {
			build := func(define func(stack awscdk.Stack, id *string)) time.Duration {
				start := time.Now()
				_, err := synthesize(b.TempDir(), func(app awscdk.App) {
					stack := newAppStack(app)
					for i := range number {
						define(stack, jsii.String(fmt.Sprint("Pool", i)))
					}
				})
				require.NoError(b, err)
				return time.Since(start)
			}
			buildOfficial := func() time.Duration {
				return build(func(stack awscdk.Stack, id *string) { official.NewIdentityPool(stack, id, nil) })
			}
			buildHere := func() time.Duration {
				return build(func(stack awscdk.Stack, id *string) { identitypool.NewIdentityPool(stack, id, nil) })
			}
			buildOfficial() // the first of all loads the template validator
			var there, here time.Duration
			for b.Loop() {
				there += buildOfficial()
				here += buildHere()
			}
			b.ReportMetric(float64(there.Milliseconds())/float64(b.N), "official-ms/op")
			b.ReportMetric(float64(here.Milliseconds())/float64(b.N), "here-ms/op")
			b.ReportMetric(float64(here)/float64(there), "ratio")
		})
	}
}
