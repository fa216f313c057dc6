package identitypool

import (
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

// additions are what an app adds to an identity pool that it imports.
type additions struct {
	hasAttachment bool
	principalTags principalTagMappings
}

// importedPools are the additions to all pools that an app imports, by the ids of the pools: an app can import one any number of times.
// They are in a construct that an app has once, at the root of its tree.
type importedPools struct {
	constructs.Construct
	additions map[string]additions
}

const importedPoolsId = "awscdk-constructs:imported-identity-pools"

// askAdditions returns what the app has added to the pool, whichever import it was added to.
func (pool *importedIdentityPool) askAdditions() additions {
	if pools, exist := pool.stack.Node().Root().Node().TryFindChild(jsii.String(importedPoolsId)).(*importedPools); exist {
		return pools.additions[*pool.identityPoolId]
	}
	return additions{}
}

// keepAdditions keeps what the app has added to the pool, for all imports of it.
func (pool *importedIdentityPool) keepAdditions(all additions) {
	root := pool.stack.Node().Root()
	pools, exist := root.Node().TryFindChild(jsii.String(importedPoolsId)).(*importedPools)
	if !exist {
		pools = &importedPools{additions: map[string]additions{}}
		scope, _ := root.(constructs.Construct) // as every node of a tree
		constructs.NewConstruct_Override(pools, scope, jsii.String(importedPoolsId))
	}
	pools.Keep(*pool.identityPoolId, all)
}

// Keep keeps the additions to a pool. A construct that is made in Go needs a method.
func (p *importedPools) Keep(identityPoolId string, all additions) { p.additions[identityPoolId] = all }
