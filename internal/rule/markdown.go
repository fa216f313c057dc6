package rule

import "strings"

// Markdown is the help about a rule, as docs/findings.md and the tools that show findings have it, without a heading.
func (r Rule) Markdown() string {
	paragraphs := []string{"**" + r.Title + ".** " + r.levels(), r.Why}
	if r.MayBeUncertain() {
		paragraphs = append(paragraphs, "**When it is uncertain.** "+r.Uncertain)
	}
	paragraphs = append(paragraphs,
		"**Cure.** "+r.Cure,
		block("go", r.CDK),
		block("yaml", r.CloudFormation),
		"**Accept it.** "+r.acceptance(),
		"See the [documentation of AWS]("+r.Page+").",
	)

	return strings.Join(paragraphs, "\n\n") + "\n"
}

// levels says how severe a finding is, and who reports it.
func (r Rule) levels() string {
	names := make([]string, len(r.Severities))
	for i, severity := range r.Severities {
		names[i] = severity.String()
	}
	last := len(names) - 1
	severities := names[last]
	if last > 0 {
		severities = strings.Join(names[:last], ", ") + " or " + severities
	}
	switch {
	case r.IsFinding && r.IsWarning:
		return "Found in templates (" + severities + "). The construct warns about it, too."
	case r.IsFinding:
		return "Found in templates (" + severities + ")."
	default:
		return "The construct warns about it."
	}
}

func (r Rule) acceptance() string {
	var ways []string
	if r.IsWarning {
		ways = append(ways, "acknowledge the construct's warning `"+r.ID.WarningID()+"`")
	}
	if r.IsFinding {
		ways = append(ways,
			"acknowledge the finding `"+r.ID.ViolationID()+"` in the CDK app",
			"run `identitypool check --ignore "+string(r.ID)+"@RESOURCE`")
	}
	text := strings.Join(ways, ", or ")

	return strings.ToUpper(text[:1]) + text[1:] + "."
}

func block(language, code string) string {
	return "```" + language + "\n" + code + "\n```"
}
