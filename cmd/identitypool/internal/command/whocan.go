package command

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/awscdk-constructs/identitypool/access"
	"github.com/awscdk-constructs/identitypool/cmd/identitypool/internal/format"
)

// whoCan is the verb that answers who can do something.
type whoCan struct {
	input   input
	format  *choice
	request access.Request
	context contextFlag
}

func newWhoCan() *cobra.Command {
	w := &whoCan{format: newChoice(textFormat, jsonFormat)}
	verb := &cobra.Command{
		Use:   "who-can [PATH...]",
		Short: "Answer who can do something",
		Long: "who-can asks for every row of the decision tables who can do something, guests and the classic flow included. It lists those\n" +
			"who can, and those of whom that isn't known.\n\n" +
			"A resource is an ARN as Fn::Sub writes it, with names of resources in it, or the name of a resource.",
		Example: "  identitypool who-can --action s3:GetObject --resource '${Access/Files.Arn}/private/*'\n" +
			"  identitypool who-can --action dynamodb:Query --resource Access/Orders --context dynamodb:LeadingKeys=acme",
		RunE: w.run,
	}
	w.input.addFlags(verb)
	w.format.addFlag(verb, "format", "the output's format")
	verb.Flags().StringVar(&w.request.Action, "action", "", "the `action` that somebody does, such as s3:GetObject")
	verb.Flags().StringVar(&w.request.Resource, "resource", "*", "the `resource` that they do it to, as an ARN or a name")
	w.context.addFlag(verb)
	return verb
}

func (w *whoCan) run(verb *cobra.Command, paths []string) error {
	if w.request.Action == "" {
		return errors.New("say what somebody does with --action, such as --action s3:GetObject")
	}
	if err := w.request.CheckAction(); err != nil {
		return fmt.Errorf("--action: %w", err)
	}
	context, err := w.context.parse()
	if err != nil {
		return err
	}
	w.request.Context = context
	app, err := w.input.load(paths, verb.InOrStdin())
	if err != nil {
		return err
	}
	pools, err := w.input.somePools(app)
	if err != nil {
		return err
	}
	if err := app.CheckRequest(w.request); err != nil {
		return fmt.Errorf("--resource: %w", err)
	}
	var holders []format.Holder
	for _, pool := range pools {
		for _, holder := range pool.WhoCan(w.request) {
			holders = append(holders, format.Holder{Pool: pool.Name(), Holder: holder})
		}
	}
	if w.format.value == jsonFormat {
		text, err := format.HoldersJSON(holders)
		return write(verb, text, err)
	}
	return write(verb, format.HoldersText(w.request, holders, styleOf(verb.OutOrStdout())), nil)
}
