package identitypool

import (
	"reflect"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

// The L1s of an identity pool note what users change in them, whichever way users got hold of them: also from a node, a stack or in an
// aspect, the CDK gives out these very Go values. Before the first change an L1 has what was set here, and nobody need ask. After it,
// properties are read before they are set, and what the template will lack isn't known, for overrides can't be read.

// l1Changes notes the changes that can be made to each L1.
type l1Changes struct {
	resource  awscdk.CfnResource
	isChanged bool
	// overridden are the properties whose values an override takes the place of, so that what is set later is lost.
	overridden map[string]bool
}

func (c *l1Changes) AddOverride(path *string, value any) {
	c.resource.AddOverride(path, value)
	c.note(*path, value)
}

func (c *l1Changes) AddPropertyOverride(propertyPath *string, value any) {
	c.resource.AddPropertyOverride(propertyPath, value)
	c.note(inProperties+*propertyPath, value)
}

func (c *l1Changes) AddDeletionOverride(path *string) {
	c.resource.AddDeletionOverride(path)
	c.note(*path, nil)
}

func (c *l1Changes) AddPropertyDeletionOverride(propertyPath *string) {
	c.resource.AddPropertyDeletionOverride(propertyPath)
	c.note(inProperties+*propertyPath, nil)
}

const inProperties = "Properties."

// note notes an override with a value, which is nil for a deletion. A map is merged with what the L1 has.
func (c *l1Changes) note(path string, value any) {
	c.isChanged = true
	if merged := reflect.Indirect(reflect.ValueOf(value)); merged.Kind() == reflect.Map {
		for key, of := range merged.Seq2() {
			c.note(path+"."+key.String(), of.Interface())
		}
		return
	}
	if property, isProperty := strings.CutPrefix(path, inProperties); isProperty {
		if c.overridden == nil {
			c.overridden = map[string]bool{}
		}
		c.overridden[property] = true
	}
}

func (c *l1Changes) With(mixins ...constructs.IMixin) constructs.IConstruct {
	c.isChanged = true
	return c.resource.With(mixins...)
}

// l1IdentityPool is the L1 of an identity pool.
type l1IdentityPool struct {
	awscognito.CfnIdentityPool
	unwatched awscognito.CfnIdentityPool // for what is changed here
	changes   *l1Changes
}

func newL1IdentityPool(scope constructs.Construct, props *awscognito.CfnIdentityPoolProps) *l1IdentityPool {
	l1 := &l1IdentityPool{}
	awscognito.NewCfnIdentityPool_Override(l1, scope, jsii.String(resourceId), props)
	l1.unwatched = l1.CfnIdentityPool
	l1.changes = &l1Changes{resource: l1.unwatched}
	// Only now: in the value that is handed to the CDK, each of these methods would become a callback.
	l1.CfnIdentityPool = &watchedIdentityPool{l1.changes, identityPoolBelow{l1.unwatched}}
	return l1
}

// IsChanged is true where users have changed the L1. A construct that is made in Go needs a method.
func (l *l1IdentityPool) IsChanged() bool { return l.changes.isChanged }

// watchedIdentityPool notes changes. Of two methods of one name Go takes the one that is embedded less deeply, so the L1 is one level down.
type watchedIdentityPool struct {
	*l1Changes
	identityPoolBelow
}

type identityPoolBelow struct{ awscognito.CfnIdentityPool }

func (w *watchedIdentityPool) SetAllowClassicFlow(value any) {
	w.isChanged = true
	w.CfnIdentityPool.SetAllowClassicFlow(value)
}

func (w *watchedIdentityPool) SetAllowUnauthenticatedIdentities(value any) {
	w.isChanged = true
	w.CfnIdentityPool.SetAllowUnauthenticatedIdentities(value)
}

func (w *watchedIdentityPool) SetCognitoIdentityProviders(value any) {
	w.isChanged = true
	w.CfnIdentityPool.SetCognitoIdentityProviders(value)
}

func (w *watchedIdentityPool) SetDeveloperProviderName(value *string) {
	w.isChanged = true
	w.CfnIdentityPool.SetDeveloperProviderName(value)
}

func (w *watchedIdentityPool) SetOpenIdConnectProviderArns(value *[]*string) {
	w.isChanged = true
	w.CfnIdentityPool.SetOpenIdConnectProviderArns(value)
}

func (w *watchedIdentityPool) SetSamlProviderArns(value *[]*string) {
	w.isChanged = true
	w.CfnIdentityPool.SetSamlProviderArns(value)
}

func (w *watchedIdentityPool) SetSupportedLoginProviders(value any) {
	w.isChanged = true
	w.CfnIdentityPool.SetSupportedLoginProviders(value)
}

// l1RoleAttachment is the L1 of a role attachment.
type l1RoleAttachment struct {
	awscognito.CfnIdentityPoolRoleAttachment
	unwatched awscognito.CfnIdentityPoolRoleAttachment // for what is changed here
	changes   *l1Changes
}

func newL1RoleAttachment(scope constructs.Construct, props *awscognito.CfnIdentityPoolRoleAttachmentProps) *l1RoleAttachment {
	l1 := &l1RoleAttachment{}
	awscognito.NewCfnIdentityPoolRoleAttachment_Override(l1, scope, jsii.String(resourceId), props)
	l1.unwatched = l1.CfnIdentityPoolRoleAttachment
	l1.changes = &l1Changes{resource: l1.unwatched}
	l1.CfnIdentityPoolRoleAttachment = &watchedRoleAttachment{l1.changes, roleAttachmentBelow{l1.unwatched}}
	return l1
}

// IsChanged is true where users have changed the L1. A construct that is made in Go needs a method.
func (l *l1RoleAttachment) IsChanged() bool { return l.changes.isChanged }

// watchedRoleAttachment notes changes as watchedIdentityPool does.
type watchedRoleAttachment struct {
	*l1Changes
	roleAttachmentBelow
}

type roleAttachmentBelow struct {
	awscognito.CfnIdentityPoolRoleAttachment
}

func (w *watchedRoleAttachment) SetRoleMappings(value any) {
	w.isChanged = true
	w.CfnIdentityPoolRoleAttachment.SetRoleMappings(value)
}

func (w *watchedRoleAttachment) SetRoles(value any) {
	w.isChanged = true
	w.CfnIdentityPoolRoleAttachment.SetRoles(value)
}
