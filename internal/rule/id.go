package rule

// ID names a rule, in lower case and with hyphens, such as role-trusts-guests.
type ID string

// Plugin is the name under which the CDK knows the construct's warnings and the validation plugin.
const Plugin = "identitypool"

// document is where people read about the rules.
const document = "https://github.com/awscdk-constructs/identitypool/blob/main/docs/findings.md"

// WarningID is the id of the construct's warning, to acknowledge it in a CDK app.
func (id ID) WarningID() string { return Plugin + ":" + string(id) }

// ViolationID is the id of what the validation plugin reports, to acknowledge it in a CDK app. The CDK puts two colons behind the name
// of a plugin.
func (id ID) ViolationID() string { return Plugin + "::" + string(id) }

// URL is the section about the rule in docs/findings.md.
func (id ID) URL() string { return document + "#" + string(id) }
