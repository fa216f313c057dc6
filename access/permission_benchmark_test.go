package access_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/awscdk-constructs/identitypool/access"
)

// manyStatements are as many as a role can reasonably have: for objects, lists and items of a folder each.
func manyStatements(count int) string {
	statements := make([]string, 0, count)
	for i := range count {
		switch i % 3 {
		case 0:
			statements = append(statements, allowing("s3:GetObject", fmt.Sprintf("${Files.Arn}/%d/"+tenantTag+"/*", i)))
		case 1:
			statements = append(statements, allowing("s3:ListBucket", "${Files.Arn}", fmt.Sprintf(`"StringLike": {"s3:prefix": "%d/${aws:PrincipalTag/tenant}/*"}`, i)))
		default:
			statements = append(statements, allowing("dynamodb:Query", "${Orders.Arn}", `"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": "${aws:PrincipalTag/tenant}"}`))
		}
	}
	return strings.Join(statements, ",")
}

func BenchmarkCan(b *testing.B) {
	session := mustReadPool(b, permissionTemplate(b, manyStatements(10))).Session(acme)
	request := can("s3:GetObject", "${Files.Arn}/9/acme/photo.jpg")
	if got := session.Can(request); got.Outcome != access.Granted {
		b.Fatal(got)
	}
	b.ReportAllocs()
	for b.Loop() {
		session.Can(request)
	}
}

func BenchmarkShared(b *testing.B) {
	pool := mustReadPool(b, permissionTemplate(b, manyStatements(50)))
	session, other := pool.Session(acme), pool.Session(access.Login{Provider: "Web", Claims: object{"custom:tenant": "globex"}})
	b.ReportAllocs()
	for b.Loop() {
		access.Shared(session, other)
	}
}

func BenchmarkSession(b *testing.B) {
	pool := mustReadPool(b, permissionTemplate(b, manyStatements(10)))
	b.ReportAllocs()
	for b.Loop() {
		pool.Session(acme)
	}
}
