// Package command is the verbs of the command identitypool: their options, what they read, and their exit statuses.
package command

import (
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
)

// The exit statuses.
const (
	statusFine     = 0 // also findings below --fail-on
	statusFound    = 1 // what was asked for is not so
	statusUnusable = 2 // wrong usage, or input that can't be read
)

// errFound ends a verb whose output says what was found.
var errFound = errors.New("found")

// Run runs the command and returns its exit status.
func Run(arguments []string, input io.Reader, output, problems io.Writer) int {
	root := newRoot()
	root.SetArgs(arguments)
	root.SetIn(input)
	root.SetOut(output)
	root.SetErr(problems)
	switch err := root.Execute(); {
	case err == nil:
		return statusFine
	case errors.Is(err, errFound):
		return statusFound
	default:
		_, _ = io.WriteString(problems, "identitypool: "+oneLine(err)+"\n") // nobody is left to tell
		return statusUnusable
	}
}

// oneLine joins the lines of an error that lists several.
func oneLine(err error) string {
	return strings.Join(strings.FieldsFunc(err.Error(), func(r rune) bool { return r == '\n' || r == '\r' }), "; ")
}

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "identitypool",
		Short: "Tells who gets which role of a Cognito identity pool, and what is wrong with it",
		Long: "identitypool answers from CloudFormation templates, before anything is deployed: who gets which role of an Amazon Cognito\n" +
			"identity pool, what does that role let them do, and what is wrong with it.\n\n" +
			"It exits with 0 where all is fine. It exits with 1 for an error that check finds, a failed test, and a sign-in or permission that is\n" +
			"not granted; --fail-on of check and diff chooses what else counts. It exits with 2 for wrong usage and for input that it can't read.",
		Example:       "  cdk synth && identitypool check",
		Version:       version(),
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          noVerb,
		RunE:          showHelp,
	}
	root.SetFlagErrorFunc(func(verb *cobra.Command, err error) error {
		return fmt.Errorf("%w; see %s --help", err, verb.CommandPath())
	})
	root.AddCommand(newCheck(), newTable(), newSignIn(), newWhoCan(), newDiff(), newTest(), newRules())
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	for _, verb := range root.Commands() {
		refuseOtherWords(root, verb)
	}
	return root
}

// refuseOtherWords makes an error of what the verbs that come with cobra answer with a help text.
func refuseOtherWords(root, verb *cobra.Command) {
	switch verb.Name() {
	case "help":
		verb.Args = func(_ *cobra.Command, words []string) error {
			found, rest, _ := root.Find(words) // the only error is that of a root that takes no other words
			return noVerb(found, rest)
		}
	case "completion":
		verb.Args, verb.RunE = noVerb, showHelp
		for _, shell := range verb.Commands() {
			shell.Args = noArgument
		}
	}
}

func showHelp(verb *cobra.Command, _ []string) error {
	if err := verb.Help(); err != nil {
		return fmt.Errorf("the help can't be written: %w", err)
	}
	return nil
}

// noVerb refuses what is no verb, and says which was perhaps meant.
func noVerb(of *cobra.Command, words []string) error {
	if len(words) == 0 {
		return nil
	}
	const mistypedLetters = 2
	of.SuggestionsMinimumDistance = mistypedLetters
	similar := of.SuggestionsFor(words[0])
	if len(similar) == 0 {
		return fmt.Errorf("there is no command %q; see %s --help", words[0], of.CommandPath())
	}
	return fmt.Errorf("there is no command %q; did you mean %s?", words[0], strings.Join(similar, " or "))
}

// noArgument refuses arguments of a verb that takes options only.
func noArgument(verb *cobra.Command, arguments []string) error {
	if len(arguments) == 0 {
		return nil
	}
	return fmt.Errorf("%s takes no argument, so not %q; see %s --help", verb.Name(), arguments[0], verb.CommandPath())
}

// version is that of the module that go install was told.
func version() string {
	if build, found := debug.ReadBuildInfo(); found && build.Main.Version != "" {
		return build.Main.Version
	}
	return "(devel)"
}
