package access

import (
	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
)

// compareIdentityPool finds what the update replaces. Another logical id alone makes CloudFormation delete a resource and make a new one.
//
// See: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html
func (c *comparison) compareIdentityPool() {
	if c.isReplaced() {
		c.add(everyone, "identity pool", c.before.resource.LogicalID,
			c.after.resource.LogicalID+": it is replaced, so all identity ids are lost", unclearEffect)
		return
	}
	var kept []*cfn.Resource
	for _, attachment := range c.after.attachments {
		kept = append(kept, attachment.resource)
	}
	for _, attachment := range c.before.attachments {
		c.compareAttached("role attachment", attachment.resource, kept, "IdentityPoolId")
	}
	kept = nil
	for _, mapping := range c.after.tagMappings {
		kept = append(kept, mapping.resource)
	}
	for _, mapping := range c.before.tagMappings {
		c.compareAttached("principal tag mapping", mapping.resource, kept, "IdentityPoolId", "IdentityProviderName")
	}
}

func (c *comparison) isReplaced() bool {
	return c.before.isDefined() && c.after.isDefined() && c.before.resource.LogicalID != c.after.resource.LogicalID
}

// compareAttached compares a resource some of whose properties can't change.
//
// See: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-identitypoolroleattachment.html and
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-identitypoolprincipaltag.html
func (c *comparison) compareAttached(what string, before *cfn.Resource, kept []*cfn.Resource, fixed ...string) {
	after := c.counterparts.Resource(before)
	if after == nil {
		if len(kept) == 1 { // it takes the place of the one that is gone
			c.add(everyone, what, before.LogicalID, kept[0].LogicalID+": it is replaced", unclearEffect)
		}
		return
	}
	if before.LogicalID != after.LogicalID {
		c.add(everyone, what, before.LogicalID, after.LogicalID+": it is replaced", unclearEffect)
		return
	}
	earlier, later := c.before.deployment.templates.Properties(before), c.after.deployment.templates.Properties(after)
	for _, property := range fixed {
		was, is := earlier.Field(property).Text(), later.Field(property).Text()
		if cfn.Same(c.counterparts.Value(was), is) != answer.Yes {
			c.add(everyone, what, property+" "+was.String(), property+" "+is.String()+": it is replaced", unclearEffect)
		}
	}
}

// changeDeveloperProvider finds another name of the developer provider, which can't be changed once it is set: the update is refused, unless
// the identity pool is replaced.
//
// See: https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_UpdateIdentityPool.html
func (c *comparison) changeDeveloperProvider(before, after providerUsers) bool {
	if !before.isDeveloper() || !after.isDeveloper() || c.isReplaced() {
		return false
	}
	c.add(after.name, "developer provider", before.name, after.name+": the update is refused, for its name can't be changed", unclearEffect)
	return true
}
