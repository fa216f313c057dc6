package rule

// Severity is how bad a finding is. A higher one is worse, so severities can be compared with < and >.
type Severity int

// The severities. The zero value is none of them and lower than all.
const (
	// Note is a choice that a reviewer wants to see.
	Note Severity = iota + 1
	// Warning is very likely unwanted.
	Warning
	// Error is refused at deployment, fails at run time, or lets in those who must stay out.
	Error
)

// String returns the severity in lower case, and nothing for the zero value.
func (s Severity) String() string {
	switch s {
	case Note:
		return "note"
	case Warning:
		return "warning"
	case Error:
		return "error"
	default:
		return ""
	}
}
