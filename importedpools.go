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

// importedPools are the additions to all pools that an app imports, by their keys: an app can import one any number of times, and all imports
// of it share them. They are in a construct that an app has once, at the root of its tree.
type importedPools struct {
	constructs.Construct
	additions map[string]*additions
}

const importedPoolsId = "awscdk-constructs:imported-identity-pools"

// askAdditions returns what the app has added to the pool, whichever import it was added to.
func (pool *importedIdentityPool) askAdditions() *additions {
	if pool.additions != nil {
		return pool.additions
	}
	if pools, exist := findImportedPools(pool.stack.Node().Root()); exist {
		pool.additions = pools.additions[pool.askKey()]
	}
	if pool.additions == nil {
		return &additions{}
	}
	return pool.additions
}

// keepAdditions keeps the first that the app adds to the pool, for all imports of it.
func (pool *importedIdentityPool) keepAdditions(first *additions) {
	if pool.additions != nil {
		return
	}
	root := pool.stack.Node().Root()
	pools, exist := findImportedPools(root)
	if !exist {
		pools = &importedPools{additions: map[string]*additions{}}
		scope, _ := root.(constructs.Construct) // as every node of a tree
		constructs.NewConstruct_Override(pools, scope, jsii.String(importedPoolsId))
	}
	pools.Keep(pool.askKey(), first)
	pool.additions = first
}

func findImportedPools(root constructs.IConstruct) (pools *importedPools, exist bool) {
	pools, exist = root.Node().TryFindChild(jsii.String(importedPoolsId)).(*importedPools)
	return pools, exist
}

// Keep keeps the additions to a pool. A construct that is made in Go needs a method.
func (p *importedPools) Keep(key string, first *additions) { p.additions[key] = first }

// askKey returns what tells the pool from all others: an id that only the deployment knows can stand for another pool in each stack, unless
// it refers to a resource of the app.
func (pool *importedIdentityPool) askKey() string {
	id := *pool.identityPoolId
	if _, isResource := referredTo(id); !isOpaque(id) || isResource {
		return id
	}
	return id + " in " + *pool.stack.Node().Path()
}

// mappedFor returns the principal tag mappings of all imports of a pool, for one of them. Those of another import have their constructs
// elsewhere, so their ids don't matter.
func (a *additions) mappedFor(pool *importedIdentityPool) principalTagMappings {
	mapped := slices.Clone(pool.principalTags.mappings)
	for _, other := range a.tagged {
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
