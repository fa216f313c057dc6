package identitypool

import (
	"slices"

	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

// additions are what an app adds to an identity pool that it imports.
type additions struct {
	hasAttachment bool
	tagged        []*importedIdentityPool // the imports with principal tag mappings
}

// importedPools are the additions to all pools that an app imports, by their keys: an app can import one any number of times.
// They are in a construct that an app has once, at the root of its tree.
type importedPools struct {
	constructs.Construct
	additions map[string]additions
}

const importedPoolsId = "awscdk-constructs:imported-identity-pools"

// askAdditions returns what the app has added to the pool, whichever import it was added to.
func (pool *importedIdentityPool) askAdditions() additions {
	if pools, exist := pool.stack.Node().Root().Node().TryFindChild(jsii.String(importedPoolsId)).(*importedPools); exist {
		return pools.additions[pool.askKey()]
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
	pools.Keep(pool.askKey(), all)
}

// askMapped returns the principal tag mappings of all imports of the pool. Those of another import have their constructs elsewhere, so their
// ids don't matter here.
func (pool *importedIdentityPool) askMapped() principalTagMappings {
	mapped := slices.Clone(pool.principalTags.mappings)
	for _, other := range pool.askAdditions().tagged {
		if other == pool {
			continue
		}
		for _, mapping := range other.principalTags.mappings {
			mapping.id = ""
			mapped = append(mapped, mapping)
		}
	}
	return mapped
}

// askKey returns what tells the pool from all others: an id that only the deployment knows can stand for another pool in each stack, unless
// it refers to a resource of the app.
func (pool *importedIdentityPool) askKey() string {
	id := *pool.identityPoolId
	if _, isResource := referredTo(id); !isOpaque(id) || isResource {
		return id
	}
	return id + " in " + *pool.stack.Node().Path()
}

// Keep keeps the additions to a pool. A construct that is made in Go needs a method.
func (p *importedPools) Keep(key string, all additions) { p.additions[key] = all }
