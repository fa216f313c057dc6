package command

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/awscdk-constructs/identitypool/access"
	"github.com/awscdk-constructs/identitypool/cmd/identitypool/internal/format"
)

// broadened is the word for failing if somebody may gain.
const broadened = "broadened"

// diff is the verb that compares two versions of an app.
type diff struct {
	input  input
	format *choice
	failOn *choice
}

func newDiff() *cobra.Command {
	d := &diff{format: newChoice(textFormat, jsonFormat, markdownFormat), failOn: newChoice(never, broadened)}
	verb := &cobra.Command{
		Use:   "diff BEFORE AFTER",
		Short: "Compare who can do what in two versions of an app",
		Long: "diff compares two versions of an app: who gets which role of its identity pools, what those roles allow, who can become such\n" +
			"an identity, and what an update destroys. What makes no difference to anybody, such as order and formatting, is left out.\n\n" +
			"BEFORE and AFTER are each a folder that cdk synth wrote, or a template. A parameter needs to be declared in one of them only.",
		Example: "  identitypool diff ../main/cdk.out cdk.out --format markdown\n" +
			"  identitypool diff before.yaml after.yaml --fail-on broadened",
		Args: beforeAndAfter,
		RunE: d.run,
	}
	d.input.addFlags(verb)
	d.format.addFlag(verb, "format", "the output's format")
	d.failOn.addFlag(verb, "fail-on", "exit with 1 if somebody gains access, or may gain")
	return verb
}

func beforeAndAfter(verb *cobra.Command, paths []string) error {
	switch {
	case len(paths) != 2: //nolint:mnd // BEFORE and AFTER
		return fmt.Errorf("diff takes BEFORE and AFTER, not %s; see %s --help", format.Count(len(paths), "path"), verb.CommandPath())
	case paths[0] == standardInput && paths[1] == standardInput:
		return errInputTwice
	default:
		return nil
	}
}

func (d *diff) run(verb *cobra.Command, paths []string) error {
	before, err := d.load(paths[0], verb.InOrStdin())
	if err != nil {
		return err
	}
	after, err := d.load(paths[1], verb.InOrStdin())
	if err != nil {
		return err
	}
	if err := checkDeclared(before, after); err != nil {
		return err
	}
	changes, err := d.changes(before, after)
	if err != nil {
		return err
	}
	text, err := d.render(changes, styleOf(verb.OutOrStdout()))
	if err := write(verb, text, err); err != nil {
		return err
	}
	if d.failOn.value == broadened && changes.Broadened() {
		return errFound
	}
	return nil
}

func (d *diff) load(path string, stdin io.Reader) (*access.App, error) {
	return d.input.load([]string{path}, stdin, access.WithUndeclaredParameters())
}

// checkDeclared fails for parameters that neither version declares.
func checkDeclared(before, after *access.App) error {
	var problems []error
	for _, name := range before.UndeclaredParameters() {
		if slices.Contains(after.UndeclaredParameters(), name) {
			problems = append(problems, fmt.Errorf("a value is given for the parameter %q, but neither BEFORE nor AFTER declares it", name))
		}
	}
	return errors.Join(problems...)
}

// changes are those of the identity pool that was asked for, which either version may have, or all.
func (d *diff) changes(before, after *access.App) (access.Changes, error) {
	changes := access.Diff(before, after)
	if d.input.pool == "" {
		return changes, nil
	}
	var names []string
	for _, app := range []*access.App{before, after} {
		if pool, err := app.IdentityPool(d.input.pool); err == nil {
			names = append(names, pool.Name())
		}
	}
	if len(names) == 0 {
		_, err := after.IdentityPool(d.input.pool)
		return nil, err
	}
	return slices.DeleteFunc(changes, func(change access.Change) bool { return !slices.Contains(names, change.Pool) }), nil
}

func (d *diff) render(changes access.Changes, style format.Style) (string, error) {
	switch d.format.value {
	case jsonFormat:
		return format.ChangesJSON(changes)
	case markdownFormat:
		return format.ChangesMarkdown(changes), nil
	default:
		return format.ChangesText(changes, style), nil
	}
}
