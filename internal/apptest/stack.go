// Package apptest is what tests that use the CDK share: the stacks in which they define things, and what an app synthesizes.
package apptest

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

// NewStack defines a stack named Stack that belongs to no account and region.
func NewStack(app awscdk.App) awscdk.Stack {
	return awscdk.NewStack(app, jsii.String("Stack"), nil)
}

// NewRegionStack defines a stack of a region, in the account 123456789012.
func NewRegionStack(app awscdk.App, id, region string) awscdk.Stack {
	return awscdk.NewStack(app, jsii.String(id), &awscdk.StackProps{
		Env: &awscdk.Environment{Account: jsii.String("123456789012"), Region: jsii.String(region)},
	})
}

// Output defines an output of a stack, so that the value shows in its template.
func Output(stack awscdk.Stack, id string, value *string) {
	awscdk.NewCfnOutput(stack, jsii.String(id), &awscdk.CfnOutputProps{Value: value})
}

// Aspect is an aspect by a function.
type Aspect struct {
	OnVisit func(node constructs.IConstruct)
}

// Visit implements awscdk.IAspect.
func (a *Aspect) Visit(node constructs.IConstruct) { a.OnVisit(node) }
