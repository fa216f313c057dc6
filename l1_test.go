package identitypool_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/assert"

	"github.com/awscdk-constructs/identitypool"
)

func l1AttachmentOf(node constructs.IConstruct) awscognito.CfnIdentityPoolRoleAttachment {
	attachment, _ := node.(awscognito.CfnIdentityPoolRoleAttachment)
	return attachment
}

// TestL1sAreWatchedOnEachWay is about what users change before they add to it.
func TestL1sAreWatchedOnEachWay(t *testing.T) {
	first := func(nodes *[]constructs.IConstruct) awscognito.CfnIdentityPoolRoleAttachment {
		for _, node := range *nodes {
			if attachment := l1AttachmentOf(node); attachment != nil {
				return attachment
			}
		}
		return nil
	}
	for name, find := range map[string]func(*site, identitypool.IdentityPool) awscognito.CfnIdentityPoolRoleAttachment{
		"the accessor": func(_ *site, pool identitypool.IdentityPool) awscognito.CfnIdentityPoolRoleAttachment {
			return pool.RoleAttachment()
		},
		"the pool's node": func(_ *site, pool identitypool.IdentityPool) awscognito.CfnIdentityPoolRoleAttachment {
			return l1AttachmentOf(pool.Node().FindChild(jsii.String("DefaultRoleAttachment")).Node().DefaultChild())
		},
		"the stack's node": func(site *site, _ identitypool.IdentityPool) awscognito.CfnIdentityPoolRoleAttachment {
			return first(site.stack.Node().FindAll(constructs.ConstructOrder_PREORDER))
		},
		"the app's node": func(site *site, _ identitypool.IdentityPool) awscognito.CfnIdentityPoolRoleAttachment {
			return first(site.stack.Node().Root().Node().FindAll(constructs.ConstructOrder_POSTORDER))
		},
		"the node of a role": func(_ *site, pool identitypool.IdentityPool) awscognito.CfnIdentityPoolRoleAttachment {
			return first(pool.AuthenticatedRole().Node().Scope().Node().FindAll(constructs.ConstructOrder_PREORDER))
		},
	} {
		t.Run(name, func(t *testing.T) {
			site := newSite("")
			pool := newPool(site, nil)
			find(site, pool).SetRoleMappings(map[string]any{"own": l1Mapping("own")})
			pool.AddRoleMappings(byToken(custom("added")))
			assert.ElementsMatch(t, []string{"own", "added"}, keysOf(attachedIn(t, templateOf(site.stack))["RoleMappings"].(map[string]any)))
		})
	}
}

// TestWhatTheTemplateWillLackIsNotKnownAfterAChange is about each change that users can make, also in an aspect.
func TestWhatTheTemplateWillLackIsNotKnownAfterAChange(t *testing.T) {
	path, value := jsii.String("Other"), jsii.String("value")
	changes := map[string]func(pool awscognito.CfnIdentityPool, attachment awscognito.CfnIdentityPoolRoleAttachment){}
	add := func(name string, change func(awscdk.CfnResource)) {
		changes["pool: "+name] = func(pool awscognito.CfnIdentityPool, _ awscognito.CfnIdentityPoolRoleAttachment) { change(pool) }
		changes["attachment: "+name] = func(_ awscognito.CfnIdentityPool, attachment awscognito.CfnIdentityPoolRoleAttachment) {
			change(attachment)
		}
	}
	add("override", func(l1 awscdk.CfnResource) { l1.AddOverride(path, value) })
	add("property override", func(l1 awscdk.CfnResource) { l1.AddPropertyOverride(path, value) })
	add("deletion override", func(l1 awscdk.CfnResource) { l1.AddDeletionOverride(path) })
	add("property deletion override", func(l1 awscdk.CfnResource) { l1.AddPropertyDeletionOverride(path) })
	add("mixin", func(l1 awscdk.CfnResource) { l1.With() })
	set := func(name string, change func(awscognito.CfnIdentityPool)) {
		changes["pool: "+name] = func(pool awscognito.CfnIdentityPool, _ awscognito.CfnIdentityPoolRoleAttachment) { change(pool) }
	}
	set("AllowClassicFlow", func(pool awscognito.CfnIdentityPool) { pool.SetAllowClassicFlow(false) })
	set("AllowUnauthenticatedIdentities", func(pool awscognito.CfnIdentityPool) { pool.SetAllowUnauthenticatedIdentities(true) })
	set("CognitoIdentityProviders", func(pool awscognito.CfnIdentityPool) { pool.SetCognitoIdentityProviders(&[]any{l1UserPool("own")}) })
	set("DeveloperProviderName", func(pool awscognito.CfnIdentityPool) { pool.SetDeveloperProviderName(value) })
	set("OpenIdConnectProviderArns", func(pool awscognito.CfnIdentityPool) { pool.SetOpenIdConnectProviderArns(&[]*string{value}) })
	set("SamlProviderArns", func(pool awscognito.CfnIdentityPool) { pool.SetSamlProviderArns(&[]*string{value}) })
	set("SupportedLoginProviders", func(pool awscognito.CfnIdentityPool) {
		pool.SetSupportedLoginProviders(map[string]*string{"accounts.google.com": value})
	})
	changes["attachment: Roles"] = func(_ awscognito.CfnIdentityPool, attachment awscognito.CfnIdentityPoolRoleAttachment) {
		attachment.SetRoles(map[string]any{})
	}
	changes["attachment: RoleMappings"] = func(_ awscognito.CfnIdentityPool, attachment awscognito.CfnIdentityPoolRoleAttachment) {
		attachment.SetRoleMappings(map[string]any{"accounts.google.com": l1Mapping("accounts.google.com")})
	}
	withWarning := func() (*site, identitypool.IdentityPool) {
		site := newSite("")
		return site, newPool(site, mappingProps(withRules(identitypool.IdentityPoolProviderUrl_GOOGLE(), site.rule(nil))))
	}
	for name, change := range changes {
		t.Run(name, func(t *testing.T) {
			site, pool := withWarning()
			change(l1Of(pool), pool.RoleAttachment())
			assert.Empty(t, warningIDs(t, site.stack, "Stack/Pool/Resource"))
		})
		t.Run("aspect, "+name, func(t *testing.T) {
			site, pool := withWarning()
			awscdk.Aspects_Of(site.stack).Add(&aspect{OnVisit: func(node constructs.IConstruct) {
				if l1, isPool := node.(awscognito.CfnIdentityPool); isPool {
					change(l1, pool.RoleAttachment())
				}
			}}, nil)
			assert.Empty(t, warningIDs(t, site.stack, "Stack/Pool/Resource"))
		})
	}
}

// TestWhoOnlyLooksAtAnL1IsStillWarned is also about what leaves the properties as they are.
func TestWhoOnlyLooksAtAnL1IsStillWarned(t *testing.T) {
	site := newSite("")
	pool := newPool(site, mappingProps(withRules(identitypool.IdentityPoolProviderUrl_GOOGLE(), site.rule(nil))))
	l1Of(pool).ApplyRemovalPolicy(awscdk.RemovalPolicy_RETAIN, nil)
	pool.RoleAttachment().OverrideLogicalId(jsii.String("Roles"))
	pool.Node().FindAll(constructs.ConstructOrder_PREORDER)
	assert.Equal(t, []string{"identitypool:mapped-provider-missing"}, warningIDs(t, site.stack, "Stack/Pool/Resource"))
}

// TestEachSetterOfAnL1IsKnown notices when a newer CDK has another one.
func TestEachSetterOfAnL1IsKnown(t *testing.T) {
	known := []string{
		// These are watched.
		"AddDeletionOverride", "AddOverride", "AddPropertyDeletionOverride", "AddPropertyOverride", "SetAllowClassicFlow",
		"SetAllowUnauthenticatedIdentities", "SetCognitoIdentityProviders", "SetDeveloperProviderName", "SetOpenIdConnectProviderArns",
		"SetRoleMappings", "SetRoles", "SetSamlProviderArns", "SetSupportedLoginProviders",
		// These change nothing that the construct reads or sets after the constructor.
		"AddDependency", "AddDependsOn", "AddMetadata", "AddResourceDependency", "SetCognitoEvents", "SetCognitoStreams", "SetIdentityPoolId",
		"SetIdentityPoolName", "SetIdentityPoolTags", "SetPushSync",
	}
	for _, l1 := range []reflect.Type{reflect.TypeFor[awscognito.CfnIdentityPool](), reflect.TypeFor[awscognito.CfnIdentityPoolRoleAttachment]()} {
		for i := range l1.NumMethod() {
			name := l1.Method(i).Name
			if strings.HasPrefix(name, "Set") || strings.HasPrefix(name, "Add") {
				assert.Contains(t, known, name)
			}
		}
	}
}
