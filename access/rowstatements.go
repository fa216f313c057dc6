package access

// StatementsOf returns what the policies of the role in a row of [IdentityPool.DecisionTable] allow and deny, as [Session.Statements]
// does. What depends on who somebody is stays a variable. There are none where the role isn't known.
func (p *IdentityPool) StatementsOf(row DecisionRow) []PolicyStatement {
	if !p.cluster.complete {
		return nil
	}
	var all []PolicyStatement
	for _, pool := range p.policed() {
		for _, each := range pool.cases() {
			if each.role.definition == nil || each.Provider != row.Provider || each.When != row.When || each.Role != row.Role {
				continue
			}
			for _, statement := range pool.subjectOf(each).statements() {
				all = addStatement(all, statement)
			}
		}
	}
	return all
}
