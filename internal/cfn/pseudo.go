package cfn

import "strings"

// The pseudo parameters.
//
// See: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
const (
	noValue          = "AWS::NoValue"
	regionParameter  = "AWS::Region"
	accountParameter = "AWS::AccountId"
	partitionName    = "AWS::Partition"
	urlSuffixName    = "AWS::URLSuffix"
	stackName        = "AWS::StackName"
)

// partition is a part of AWS that has accounts of its own.
type partition struct {
	regions   string // what their names begin with
	name      string
	urlSuffix string
}

// partitions are the ones besides the commercial one.
//
// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html#arns-syntax and the endpoints of the AWS SDKs.
var partitions = []partition{
	{"cn-", "aws-cn", "amazonaws.com.cn"},
	{"us-gov-", "aws-us-gov", "amazonaws.com"},
	{"eusc-", "aws-eusc", "amazonaws.eu"},
	{"us-iso-", "aws-iso", "c2s.ic.gov"},
	{"us-isob-", "aws-iso-b", "sc2s.sgov.gov"},
	{"eu-isoe-", "aws-iso-e", "cloud.adc-e.uk"},
	{"us-isof-", "aws-iso-f", "csp.hci.ic.gov"},
}

// partitionOf returns the partition of a region, the commercial one for a region of no other.
func partitionOf(region string) partition {
	for _, each := range partitions {
		if strings.HasPrefix(region, each.regions) {
			return each
		}
	}
	return partition{name: "aws", urlSuffix: "amazonaws.com"}
}

// IsPartition reports whether a text names a partition.
func IsPartition(text string) bool {
	for _, each := range partitions {
		if each.name == text {
			return true
		}
	}
	return text == "aws"
}

// pseudoParameter returns the value of a pseudo parameter in a stack.
func (s *Stack) pseudoParameter(name string) Value {
	top := s.top()
	switch name {
	case regionParameter:
		return ofEnvironment(top.region, name, "the region is not known")
	case accountParameter:
		return ofEnvironment(top.account, name, "the account is not known")
	case partitionName:
		if top.region != "" {
			return Literal(partitionOf(top.region).name)
		}
		return ofEnvironment("", name, "the region is not known")
	case urlSuffixName:
		if top.region != "" {
			return Literal(partitionOf(top.region).urlSuffix)
		}
		return ofEnvironment("", name, "the region is not known")
	case stackName:
		if !s.IsNested() && s.deployedName != "" {
			return Literal(s.deployedName)
		}
	}
	return newValue(Part{Text: name, kind: pseudoParameterPart, stack: s, reason: "only the deployment knows " + name})
}

// ofEnvironment is a literal, or a pseudo parameter that has the same value in all stacks whose environment is not known: they are
// deployed together.
func ofEnvironment(text, name, reason string) Value {
	if text != "" {
		return Literal(text)
	}
	return newValue(Part{Text: name, kind: pseudoParameterPart, reason: reason})
}

// IsPartition reports whether the part is the partition that the stack is deployed to.
func (p Part) IsPartition() bool { return p.kind == pseudoParameterPart && p.Text == partitionName }

// isOfEnvironment reports whether the part is a region, account, partition or URL suffix.
func (p Part) isOfEnvironment() bool { return p.kind == pseudoParameterPart && p.stack == nil }
