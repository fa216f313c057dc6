package access

// poolWithPolicies is an identity pool in one deployment, with the policies of the app.
type poolWithPolicies struct {
	*pool

	policies *policies
}

// withPolicies is the identity pool in each deployment in which it is there.
func (p *IdentityPool) withPolicies() []poolWithPolicies {
	var all []poolWithPolicies
	for _, policies := range p.connected.policies() {
		for _, pool := range policies.deployment.pools {
			if pool.name == p.name {
				all = append(all, poolWithPolicies{pool, policies})
			}
		}
	}
	return all
}
