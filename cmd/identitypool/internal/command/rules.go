package command

import (
	"github.com/spf13/cobra"

	"github.com/awscdk-constructs/identitypool/cmd/identitypool/internal/format"
)

func newRules() *cobra.Command {
	chosen := newChoice(textFormat, jsonFormat)
	verb := &cobra.Command{
		Use:     "rules",
		Short:   "List what check looks for",
		Long:    "rules lists what check looks for, with the highest severity that a finding can have.",
		Example: "  identitypool rules",
		Args:    noArgument,
		RunE: func(verb *cobra.Command, _ []string) error {
			if chosen.value == jsonFormat {
				text, err := format.RulesJSON()
				return write(verb, text, err)
			}
			return write(verb, format.RulesText(styleOf(verb.OutOrStdout())), nil)
		},
	}
	chosen.addFlag(verb, "format", "the output's format")
	return verb
}
