package iam

import (
	"slices"

	"github.com/awscdk-constructs/identitypool/internal/cfn"
)

// beforePartition is how many symbols an ARN has before its partition.
const beforePartition = len("arn:")

// withOnePartition writes the partition of two ARNs in the same way, where one has it as a literal and the other leaves it to the
// deployment: with another partition than the one it is deployed to, IAM would refuse a policy.
//
// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
func withOnePartition(a, b glob) (first, second glob) {
	if len(a) <= beforePartition || len(b) <= beforePartition || a[beforePartition].isPartition() == b[beforePartition].isPartition() {
		return a, b
	}
	if a[beforePartition].isPartition() {
		return a.withPartitionOf(b), b
	}
	return a, b.withPartitionOf(a)
}

func (s symbol) isPartition() bool { return s.kind == deferred && s.part.IsPartition() }

func (g glob) withPartitionOf(other glob) glob {
	end := slices.Index(other[beforePartition:], symbol{char: ':'})
	if end < 0 {
		return g
	}
	partition := other[beforePartition : beforePartition+end]
	name, known := partition.literal()
	if !known || !cfn.IsPartition(name) {
		return g
	}
	return slices.Concat(g[:beforePartition], partition, g[beforePartition+1:])
}
