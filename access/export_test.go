package access

// CheckedRules are the rules that checks report.
func CheckedRules() []string {
	var rules []string
	for _, check := range checks {
		for _, id := range check.rules {
			rules = append(rules, string(id))
		}
	}
	return rules
}
